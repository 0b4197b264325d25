package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.ScalarTwoLevel;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.nn.ScalarReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
  private static final TwoLevelConfig CONFIG = TinyModels.config();
  private static final int[] SIZES = {5, 4, 3};
  private static final int[] NOTHING = {};

  private final TwoLevelDecoder model = TinyModels.loud(CONFIG, 1);
  private final BeamSearch<StepContext> search = new BeamSearch<>(model);
  private final List<Step> universe = TinyModels.universe(CONFIG, 6, 2);

  @AfterEach
  void close() {
    model.close();
  }

  private StepContext context(int from, int to) {
    return new StepContext.Steps(universe.subList(from, to));
  }

  private List<StepContext> contexts() {
    return List.of(context(0, 3), context(4, 5), context(2, 6));
  }

  /// All 60 sequences of symbols.
  private static List<int[]> everySequence() {
    var all = new ArrayList<int[]>();
    for (int a = 0; a < SIZES[0]; a++) {
      for (int b = 0; b < SIZES[1]; b++) {
        for (int c = 0; c < SIZES[2]; c++) {
          all.add(new int[] {a, b, c});
        }
      }
    }
    return all;
  }

  /// 25 of them in no order.
  private static List<int[]> someSequences() {
    List<int[]> all = everySequence();
    Collections.shuffle(all, new Random(5));
    return all.subList(0, 25);
  }

  /// Every sequence scored by itself: at each slot the logits are normalised over the symbols that
  /// some sequence with the same beginning goes on with.
  private List<Beam> exhaustive(int from, int to, List<int[]> sequences, List<Integer> masked) {
    var reference = new ScalarTwoLevel(model);
    List<Step> steps = universe.subList(Math.max(from, to - CONFIG.maxSteps()), to);
    double[] state = reference.states(steps)[steps.size() - 1];
    var beams = new ArrayList<Beam>();
    for (int i = 0; i < sequences.size(); i++) {
      if (masked.contains(i)) {
        continue;
      }
      int[] sequence = sequences.get(i);
      double score = 0;
      for (int slot = 0; slot < 3; slot++) {
        int[] chosen = Arrays.copyOf(sequence, slot);
        var next = new TreeSet<Integer>();
        for (int j = 0; j < sequences.size(); j++) {
          if (Arrays.equals(Arrays.copyOf(sequences.get(j), slot), chosen)) {
            next.add(sequences.get(j)[slot]);
          }
        }
        double[] logits = reference.logits(state, chosen);
        double[] allowed = next.stream().mapToDouble(symbol -> logits[symbol]).toArray();
        int place = next.headSet(sequence[slot]).size();
        score += ScalarReference.logSoftmax(allowed)[place];
      }
      beams.add(new Beam(sequence, score, i));
    }
    beams.sort(Comparator.comparingDouble(Beam::logProbability).reversed());
    return beams;
  }

  private static void assertSame(List<Beam> actual, List<Beam> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).symbols()).containsExactly(expected.get(i).symbols());
      assertThat(actual.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-3));
      assertThat(actual.get(i).sequence()).isEqualTo(expected.get(i).sequence());
    }
  }

  private static double probability(List<Beam> beams) {
    return beams.stream().mapToDouble(beam -> Math.exp(beam.logProbability())).sum();
  }

  @Test
  void withEnoughBeamsTheTrieIsSearchedExhaustively() {
    List<int[]> sequences = someSequences();
    List<List<Beam>> found =
        search.constrained(
            contexts(), PrefixTrie.of(sequences), 25, List.of(NOTHING, NOTHING, NOTHING));
    assertSame(found.get(0), exhaustive(0, 3, sequences, List.of()));
    assertSame(found.get(1), exhaustive(4, 5, sequences, List.of()));
    assertSame(found.get(2), exhaustive(2, 6, sequences, List.of()));
    assertThat(found).allSatisfy(b -> assertThat(probability(b)).isCloseTo(1, within(1e-5)));
  }

  @Test
  void maskedSequencesNeverAppearAndTheRestKeepTheirProbability() {
    List<int[]> sequences = someSequences();
    int[] masked = {3, 17, 3, 0, 21, 8, 3};
    List<List<Beam>> found =
        search.constrained(
            contexts(), PrefixTrie.of(sequences), 25, List.of(masked, NOTHING, new int[] {4}));
    assertSame(found.get(0), exhaustive(0, 3, sequences, List.of(0, 3, 8, 17, 21)));
    assertSame(found.get(1), exhaustive(4, 5, sequences, List.of()));
    assertSame(found.get(2), exhaustive(2, 6, sequences, List.of(4)));
    assertThat(probability(found.get(0))).isLessThan(0.999);
    assertThat(probability(found.get(1))).isCloseTo(1, within(1e-5));
  }

  @Test
  void aRequestWithEverythingMaskedGetsNothing() {
    List<int[]> sequences = someSequences();
    int[] all = IntStream.range(0, 25).toArray();
    PrefixTrie trie = PrefixTrie.of(sequences);
    List<List<Beam>> found =
        search.constrained(contexts(), trie, 5, List.of(NOTHING, all, NOTHING));
    assertThat(found).extracting(List::size).containsExactly(5, 0, 5);
    assertThat(search.constrained(contexts(), trie, 5, List.of(all, all, all)))
        .containsExactly(List.of(), List.of(), List.of());
  }

  /// A beam search of width k, written out: of the continuations of the k best prefixes the k best.
  private List<int[]> naive(List<Step> steps, int beams) {
    var reference = new ScalarTwoLevel(model);
    double[] state = reference.states(steps)[steps.size() - 1];
    List<Beam> kept = List.of(new Beam(NOTHING, 0, -1));
    for (int slot = 0; slot < 3; slot++) {
      var longer = new ArrayList<Beam>();
      for (Beam beam : kept) {
        double[] next = ScalarReference.logSoftmax(reference.logits(state, beam.symbols()));
        for (int symbol = 0; symbol < next.length; symbol++) {
          int[] symbols = Arrays.copyOf(beam.symbols(), slot + 1);
          symbols[slot] = symbol;
          longer.add(new Beam(symbols, beam.logProbability() + next[symbol], -1));
        }
      }
      longer.sort(Comparator.comparingDouble(Beam::logProbability).reversed());
      kept = longer.subList(0, Math.min(beams, longer.size()));
    }
    return kept.stream().map(Beam::symbols).toList();
  }

  @Test
  void freeSearchKeepsTheBestPrefixesOfEveryLength() {
    for (int beams : new int[] {1, 2, 3, 7}) {
      List<Beam> found = search.free(List.of(context(0, 3)), 3, beams).getFirst();
      assertThat(found.stream().map(Beam::symbols).toList())
          .usingElementComparator(Arrays::compare)
          .containsExactlyElementsOf(naive(universe.subList(0, 3), beams));
      assertThat(found).extracting(Beam::sequence).containsOnly(-1);
    }
  }

  @Test
  void withEnoughBeamsFreeSearchIsExhaustive() {
    List<int[]> all = everySequence();
    List<Beam> found = search.free(contexts(), 3, 60).get(2);
    List<Beam> expected =
        exhaustive(2, 6, all, List.of()).stream()
            .map(beam -> new Beam(beam.symbols(), beam.logProbability(), -1))
            .toList();
    assertSame(found, expected);
    assertThat(probability(found)).isCloseTo(1, within(1e-5));
  }

  @Test
  void aBatchOfRequestsEqualsSingleOnes() {
    PrefixTrie trie = PrefixTrie.of(someSequences());
    int[][] masked = {{1, 2}, {}, {7}};
    List<List<Beam>> constrained = search.constrained(contexts(), trie, 4, List.of(masked));
    List<List<Beam>> free = search.free(contexts(), 3, 4);
    for (int i = 0; i < 3; i++) {
      List<StepContext> single = List.of(contexts().get(i));
      assertSame(
          constrained.get(i),
          search.constrained(single, trie, 4, List.<int[]>of(masked[i])).getFirst());
      assertSame(free.get(i), search.free(single, 3, 4).getFirst());
    }
  }

  @Test
  void equalScoresGoToTheEarlierParentThenToTheSmallerSymbol() {
    model.parameters().restore(new float[Math.toIntExact(model.parameters().size())]);
    assertThat(symbols(search.free(List.of(context(0, 3)), 3, 4)))
        .containsExactly(List.of(0, 0, 0), List.of(0, 0, 1), List.of(0, 0, 2), List.of(0, 1, 0));
    // After two symbols (0, 2) and (4, 3) have 1/3 each, (2, 0) and (2, 1) half of that; in the end
    // all sequences have 1/6.
    List<int[]> sequences =
        List.of(
            new int[] {4, 3, 2},
            new int[] {4, 3, 1},
            new int[] {2, 0, 0},
            new int[] {2, 1, 0},
            new int[] {0, 2, 1},
            new int[] {0, 2, 0});
    assertThat(
            symbols(
                search.constrained(
                    List.of(context(0, 3)), PrefixTrie.of(sequences), 5, List.<int[]>of(NOTHING))))
        .containsExactly(
            List.of(0, 2, 0),
            List.of(0, 2, 1),
            List.of(4, 3, 1),
            List.of(4, 3, 2),
            List.of(2, 0, 0));
  }

  private static List<List<Integer>> symbols(List<List<Beam>> beams) {
    return beams.getFirst().stream()
        .map(beam -> Arrays.stream(beam.symbols()).boxed().toList())
        .toList();
  }

  @Test
  void everyRequestNeedsItsMask() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            search.constrained(
                contexts(), PrefixTrie.of(someSequences()), 4, List.<int[]>of(NOTHING)))
        .withMessageContaining("3 contexts");
  }
}
