package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// GRLM by the recipe whose model writes tokens.
class GrlmFlatSystemTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new GrlmSystem();
  }

  @Override
  protected List<String> settings() {
    return List.of("preset=flat");
  }

  /// Against a draw by lot among all items.
  @Test
  void beamsSaidItAllWhereNothingSpeaksBesideTheModel() {
    Query query = Query.of(new int[] {3, 4, 5}, 4, false);
    List<Recommendation> list = fitted().recommend(List.of(query)).getFirst();
    Reasons reasons = fitted().reasons(query, list);
    assertThat(reasons.base()).isEqualTo(-Math.log(fitted().catalog().size()));
    assertThat(reasons.ofItems())
        .hasSize(4)
        .isEqualTo(
            list.stream()
                .map(one -> List.of(Reason.ofModel(one.score() - reasons.base())))
                .toList());
  }
}
