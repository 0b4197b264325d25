package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyRecommenderTest {
  private int made;

  private final LazyRecommender lazy =
      new LazyRecommender(() -> {
        made++;
        return new Nothing();
      });

  private static final class Nothing implements Recommender {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return queries.stream().map(_ -> List.<Recommendation>of()).toList();
    }
  }

  @Test
  void itIsMadeOnceWhenItIsAsked() {
    assertThat(made).isZero();
    List<Query> two = List.of(Query.of(new int[0], 1, true), Query.of(new int[0], 1, true));
    assertThat(lazy.recommend(two)).containsExactly(List.of(), List.of());
    assertThat(lazy.name()).isEqualTo("nothing");
    assertThat(made).isEqualTo(1);
  }

  @Test
  void itIsMadeBeforehandWhenItIsPrepared() {
    lazy.prepare();
    assertThat(made).isEqualTo(1);
    lazy.prepare();
    assertThat(lazy.name()).isEqualTo("nothing");
    assertThat(made).isEqualTo(1);
  }
}
