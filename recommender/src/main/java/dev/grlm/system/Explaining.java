package dev.grlm.system;

import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import java.util.List;

/// Ability: shows the search that led to a list.
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
}
