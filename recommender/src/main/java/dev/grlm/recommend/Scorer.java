package dev.grlm.recommend;

import java.util.List;

/// Scores items for histories: what a ranking, a fusion or a prior is made of. Fitted, immutable;
/// safe for use by several threads at once.
public interface Scorer {
  /// How the scorer is called where several are told apart, for example `sasrec`.
  String name();

  /// One answer per history, in order. What is said of a history does not depend on the others.
  ///
  /// @param histories item indices, oldest first; each may be empty
  List<ScoredItems> scores(List<int[]> histories);
}
