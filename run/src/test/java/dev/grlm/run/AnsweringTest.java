package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.NotANumberException;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.Explaining.Explained;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringTest {
  private static final Query ONE = Query.of(new int[0], 1, true);

  /// Says of one item always the same.
  private record Saying(double score) implements Recommender {
    @Override
    public String name() {
      return "saying";
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return queries.stream().map(_ -> List.of(Recommendation.scored(0, score))).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoScoreIsRefusedHoweverItIsAsked(double score) {
    Answering answering = Answering.by(new Saying(score), List.of());
    assertThatThrownBy(() -> answering.list(ONE)).isInstanceOf(NotANumberException.class);
    assertThatThrownBy(() -> answering.lists(List.of(ONE))).isInstanceOf(NotANumberException.class);
    var explained = new Explained(List.of(), List.of(Recommendation.scored(0, score)));
    assertThatThrownBy(() -> answering.filled(ONE, explained))
        .isInstanceOf(NotANumberException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, Double.NEGATIVE_INFINITY})
  void whatAModelRulesOutIsAScore(double score) {
    Answering answering = Answering.by(new Saying(score), List.of());
    assertThat(answering.list(ONE)).hasSize(1);
  }
}
