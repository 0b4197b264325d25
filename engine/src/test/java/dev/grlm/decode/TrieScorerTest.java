package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Beams that are as many as there are sequences are the obviously right version.
class TrieScorerTest {
  private static final TwoLevelConfig CONFIG = TinyModels.config();
  private static final List<int[]> SEQUENCES = sequences();

  private final TwoLevelDecoder model = TinyModels.loud(CONFIG, 1);
  private final List<Step> universe = TinyModels.universe(CONFIG, 6, 2);
  private final StepContext context = new StepContext.Steps(universe.subList(1, 4));
  private final PrefixTrie trie = PrefixTrie.of(SEQUENCES);

  @AfterEach
  void close() {
    model.close();
  }

  /// 40 of all 60, in no order.
  private static List<int[]> sequences() {
    var all = new ArrayList<int[]>();
    for (int number = 0; number < 60; number++) {
      int mixed = number * 37 % 60;
      all.add(new int[] {mixed % 5, mixed / 5 % 4, mixed / 20});
    }
    return all.subList(0, 40);
  }

  private double[] byBeams(PrefixTrie of, int[] masked) {
    var scores = new double[SEQUENCES.size()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    new BeamSearch<StepContext>(model)
        .constrained(List.of(context), of, SEQUENCES.size(), List.of(masked))
        .getFirst()
        .forEach(beam -> scores[beam.sequence()] = beam.logProbability());
    return scores;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 39, 40, 1000})
  void scoresAreThoseOfBeamsThatDropNothing(int together) {
    double[] scores = new TrieScorer<StepContext>(model, together).scores(context, trie);
    assertThat(scores).containsExactly(byBeams(trie, new int[0]), within(1e-4));
    assertThat(Arrays.stream(scores).map(Math::exp).sum()).isCloseTo(1, within(1e-4));
  }

  /// Over all symbols a sequence has the probability that it has without a trie.
  @ParameterizedTest
  @ValueSource(ints = {3, 1000})
  void amongAllSymbolsScoresAreThoseOfFreeBeams(int together) {
    Map<List<Integer>, Double> free = new HashMap<>();
    for (Beam beam : new BeamSearch<StepContext>(model).free(List.of(context), 3, 60).getFirst()) {
      free.put(Arrays.stream(beam.symbols()).boxed().toList(), beam.logProbability());
    }
    assertThat(free).hasSize(60);
    double[] scores = new TrieScorer<StepContext>(model, together, Among.ALL).scores(context, trie);
    List<Beam> beams =
        new BeamSearch<StepContext>(model, Among.ALL)
            .constrained(List.of(context), trie, SEQUENCES.size(), List.of(new int[0]))
            .getFirst();
    assertThat(beams).hasSameSizeAs(SEQUENCES);
    for (Beam beam : beams) {
      double expected =
          Objects.requireNonNull(free.get(Arrays.stream(beam.symbols()).boxed().toList()));
      assertThat(beam.logProbability()).isCloseTo(expected, within(1e-4));
      assertThat(scores[beam.sequence()]).isCloseTo(expected, within(1e-4));
    }
  }

  /// What is closed has no score, and leaves its share to nobody.
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 100})
  void aTrieThatIsOpenToSomeIsScoredAsIfTheOthersWereMasked(int together) {
    var some = new BitSet();
    IntStream.range(0, SEQUENCES.size()).filter(i -> i % 4 == 2).forEach(some::set);
    int[] others = IntStream.range(0, SEQUENCES.size()).filter(i -> !some.get(i)).toArray();
    PrefixTrie opened = trie.opened(some);
    double[] scores = new TrieScorer<StepContext>(model, together).scores(context, opened);
    assertThat(scores).containsExactly(byBeams(trie, others), within(1e-4));
    assertThat(byBeams(opened, new int[0])).containsExactly(byBeams(trie, others), within(1e-6));
    assertThat(Arrays.stream(scores).filter(Double::isInfinite).count()).isEqualTo(others.length);
  }

  @Test
  void nothingIsScoredWhereNothingIsOpen() {
    double[] scores =
        new TrieScorer<StepContext>(model, 5).scores(context, trie.opened(new BitSet()));
    assertThat(scores).containsOnly(Double.NEGATIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrieScorer<StepContext>(model, 0))
        .withMessage("at least one sequence must be scored at once: 0");
  }
}
