package dev.grlm.system;

import dev.grlm.fusion.Reasons;
import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import java.util.List;

/// Ability: shows the search that led to a list, and says what spoke for its items.
public interface Explaining {
  /// @param beams the kept prefixes below the empty one, most probable first; empty where there was
  ///   nothing to go by
  /// @param list as [FittedSystem#recommender] gives it
  record Explained(List<BeamNode> beams, List<Recommendation> list) {
    public Explained {
      beams = List.copyOf(beams);
      list = List.copyOf(list);
    }
  }

  Explained explain(Query query);

  /// What spoke for the items of a list, the model among what else there is. Where the model speaks
  /// alone, that is all.
  ///
  /// @param list an answer to `query`, perhaps filled with items that the system did not name; of
  ///   these nothing is said
  Reasons reasons(Query query, List<Recommendation> list);
}
