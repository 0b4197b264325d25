package dev.grlm.recommend;

import java.util.List;

/// A recommender whose lists are made of generated identifiers, which it can show.
public interface GeneratingRecommender extends Recommender {
  /// What [#recommend(List)] makes its lists of: one list per query, in order, the most probable
  /// identifier first, before items are masked or told apart; empty where nothing of a history can
  /// be read.
  List<List<Generated>> generate(List<Query> queries);
}
