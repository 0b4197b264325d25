package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.ScalarQwen3;
import dev.grlm.lm.qwen3.TinyQwen3;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.nn.ScalarReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Beams of different lengths over tokens, beside searches written out over a model in plain loops.
class TokenSearchTest {
  private static final int CLOSE = 0;
  private static final int[] NOTHING = {};

  /// The first and the third begin alike, but a batch with the second shares nothing.
  private static final List<int[]> PROMPTS =
      List.of(TinyQwen3.tokens(24, 1), TinyQwen3.tokens(1, 2), TinyQwen3.tokens(28, 1));

  private static final List<int[]> SEQUENCES = closedSequences();

  private final Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);
  private final ScalarQwen3 reference = new ScalarQwen3(model);

  @AfterEach
  void close() {
    model.close();
  }

  /// 30 distinct ones of one to four symbols 1…4, each closed.
  private static List<int[]> closedSequences() {
    var random = new SplittableRandom(3);
    var distinct = new TreeSet<int[]>(Arrays::compare);
    while (distinct.size() < 30) {
      int length = random.nextInt(1, 5);
      distinct.add(Arrays.copyOf(random.ints(length, 1, 5).toArray(), length + 1));
    }
    var sequences = new ArrayList<>(distinct);
    return IntStream.range(0, 30).map(i -> 7 * i % 30).mapToObj(sequences::get).toList();
  }

  private static List<TokenContext> contexts(List<int[]> prompts) {
    return prompts.stream().map(tokens -> new TokenContext(tokens)).toList();
  }

  private static int[] joined(int[] first, int[] second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private double[] logits(int[] prompt, int[] path) {
    double[][] all = reference.logits(joined(prompt, path));
    return all[all.length - 1];
  }

  private static boolean begins(int[] sequence, int[] prefix) {
    return sequence.length >= prefix.length
        && Arrays.equals(sequence, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static int[] continuations(int[] path) {
    return SEQUENCES.stream()
        .filter(sequence -> sequence.length > path.length && begins(sequence, path))
        .mapToInt(sequence -> sequence[path.length])
        .distinct()
        .sorted()
        .toArray();
  }

  private static boolean open(int[] path, List<Integer> masked) {
    return IntStream.range(0, SEQUENCES.size())
        .anyMatch(i -> !masked.contains(i) && begins(SEQUENCES.get(i), path));
  }

  /// Of the continuations of the best beams, and of those that have ended, the best: until all have
  /// ended or have `maxSymbols` symbols.
  private List<Beam> naive(
      int[] prompt, int beams, double gamma, int maxSymbols, boolean trie, List<Integer> masked) {
    List<Beam> kept = List.of(new Beam(NOTHING, 0, -1));
    for (int depth = 0; depth < maxSymbols; depth++) {
      var next = new ArrayList<Beam>();
      for (Beam beam : kept) {
        int[] path = beam.symbols();
        if (path.length > 0 && path[path.length - 1] == CLOSE) {
          next.add(beam);
          continue;
        }
        double[] logits = logits(prompt, path);
        int[] symbols = trie ? continuations(path) : IntStream.range(0, logits.length).toArray();
        double[] logs =
            ScalarReference.logSoftmax(
                Arrays.stream(symbols).mapToDouble(s -> logits[s]).toArray());
        for (int i = 0; i < symbols.length; i++) {
          int[] longer = joined(path, new int[] {symbols[i]});
          if (!trie || open(longer, masked)) {
            next.add(new Beam(longer, beam.logProbability() + logs[i], -1));
          }
        }
      }
      next.sort(Comparator.comparingDouble(beam -> -score(beam, gamma)));
      kept = next.subList(0, Math.min(beams, next.size()));
    }
    return kept;
  }

  private static double score(Beam beam, double gamma) {
    return beam.logProbability() / Math.pow(beam.symbols().length, gamma);
  }

  private static void assertSame(List<Beam> actual, List<Beam> expected) {
    assertThat(actual.stream().map(Beam::symbols).toList())
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(expected.stream().map(Beam::symbols).toList());
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-4));
    }
  }

  /// Each sequence by itself: the product of its symbols' shares of what may follow.
  private List<Beam> exhaustive(int[] prompt, double gamma) {
    var all = new ArrayList<Beam>();
    for (int i = 0; i < SEQUENCES.size(); i++) {
      int[] sequence = SEQUENCES.get(i);
      double sum = 0;
      for (int depth = 0; depth < sequence.length; depth++) {
        int[] path = Arrays.copyOf(sequence, depth);
        double[] logits = logits(prompt, path);
        double whole =
            Arrays.stream(continuations(path)).mapToDouble(s -> Math.exp(logits[s])).sum();
        sum += logits[sequence[depth]] - Math.log(whole);
      }
      all.add(new Beam(sequence, sum, i));
    }
    all.sort(Comparator.comparingDouble(beam -> -score(beam, gamma)));
    return all;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1})
  void withEnoughBeamsTheTrieIsSearchedExhaustively(double gamma) {
    List<int[]> nothing = List.of(NOTHING, NOTHING, NOTHING);
    List<List<Beam>> found =
        new BeamSearch<>(model, gamma)
            .constrained(contexts(PROMPTS), PrefixTrie.of(SEQUENCES), 30, nothing);
    for (int request = 0; request < PROMPTS.size(); request++) {
      List<Beam> expected = exhaustive(PROMPTS.get(request), gamma);
      assertSame(found.get(request), expected);
      assertThat(found.get(request))
          .extracting(Beam::sequence)
          .containsExactlyElementsOf(expected.stream().map(Beam::sequence).toList());
      assertThat(found.get(request).stream().mapToDouble(b -> Math.exp(b.logProbability())).sum())
          .isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0", "5, 0", "3, 0.6", "5, 1"})
  void narrowSearchesOfTheTrieKeepWhatANaiveOneKeeps(int beams, double gamma) {
    List<Integer> masked = List.of(2, 11, 17, 28);
    int[] mask = {2, 11, 17, 28};
    List<List<Beam>> found =
        new BeamSearch<>(model, gamma)
            .constrained(
                contexts(PROMPTS),
                PrefixTrie.of(SEQUENCES),
                beams,
                List.of(mask, NOTHING, NOTHING));
    assertSame(found.get(0), naive(PROMPTS.get(0), beams, gamma, 5, true, masked));
    assertSame(found.get(1), naive(PROMPTS.get(1), beams, gamma, 5, true, List.of()));
    assertSame(found.get(2), naive(PROMPTS.get(2), beams, gamma, 5, true, List.of()));
    for (Beam beam : found.getFirst()) {
      assertThat(SEQUENCES.get(beam.sequence())).containsExactly(beam.symbols());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "4, 0", "7, 0", "4, 0.6", "4, 1.5"})
  void freeBeamsThatHaveEndedCompeteWithTheOthers(int beams, double gamma) {
    assertFreeAsNaive(4, beams, gamma);
  }

  @Test
  void withBeamsEnoughEverySequenceIsFound() {
    List<Beam> found = assertFreeAsNaive(2, 600, 0);
    assertThat(found).hasSize(1 + 22 * 23);
    assertThat(found.stream().mapToDouble(b -> Math.exp(b.logProbability())).sum())
        .isCloseTo(1, within(1e-5));
  }

  /// The beams of the first prompt.
  private List<Beam> assertFreeAsNaive(int symbols, int beams, double gamma) {
    List<List<Beam>> found =
        new BeamSearch<>(model, gamma).free(contexts(PROMPTS), symbols, beams, Set.of(CLOSE));
    for (int request = 0; request < PROMPTS.size(); request++) {
      int[] prompt = PROMPTS.get(request);
      assertSame(found.get(request), naive(prompt, beams, gamma, symbols, false, List.of()));
    }
    return found.getFirst();
  }

  @Test
  void aSearchEndsWithItsLastBeam() {
    List<Beam> every = // every symbol is a stop, so no second step is taken
        new BeamSearch<>(model)
            .free(
                contexts(PROMPTS),
                1_000_000,
                4,
                Set.copyOf(IntStream.range(0, TinyQwen3.VOCABULARY).boxed().toList()))
            .getFirst();
    assertThat(every).hasSize(4).allSatisfy(beam -> assertThat(beam.symbols()).hasSize(1));
  }

  @Test
  void aBatchOfRequestsEqualsSingleOnesAndOnesOnAKeptPrefix() {
    PrefixTrie trie = PrefixTrie.of(SEQUENCES);
    List<int[]> masked = List.of(new int[] {4, 5}, NOTHING, new int[] {0});
    List<List<Beam>> constrained =
        new BeamSearch<>(model, 0.5).constrained(contexts(PROMPTS), trie, 4, masked);
    List<List<Beam>> free =
        new BeamSearch<>(model, 0.5).free(contexts(PROMPTS), 6, 4, Set.of(CLOSE, 7));
    try (var prefix = model.prefix(Arrays.copyOf(PROMPTS.getFirst(), 20))) {
      for (int i = 0; i < PROMPTS.size(); i++) {
        List<TokenContext> one = contexts(PROMPTS.subList(i, i + 1));
        for (BeamSearch<TokenContext> search :
            List.of(new BeamSearch<>(model, 0.5), new BeamSearch<>(prefix, 0.5))) {
          assertSame(
              search.constrained(one, trie, 4, masked.subList(i, i + 1)).getFirst(),
              constrained.get(i));
          assertSame(search.free(one, 6, 4, Set.of(CLOSE, 7)).getFirst(), free.get(i));
        }
      }
    }
  }

  @Test
  void equalScoresGoToTheEarlierBeamThenToTheSmallerSymbol() {
    model.parameters().restore(new float[Math.toIntExact(model.parameters().size())]);
    assertThat(paths(new BeamSearch<>(model).free(contexts(PROMPTS), 3, 3, Set.of(1))))
        .containsExactly(List.of(1), List.of(0, 1), List.of(0, 0, 0));
    assertThat(paths(new BeamSearch<>(model, 1).free(contexts(PROMPTS), 3, 3, Set.of(1))))
        .containsExactly(List.of(0, 0, 0), List.of(0, 0, 1), List.of(0, 0, 2));
  }

  private static List<List<Integer>> paths(List<List<Beam>> beams) {
    return beams.getFirst().stream()
        .map(beam -> Arrays.stream(beam.symbols()).boxed().toList())
        .toList();
  }

  /// What is kept at each depth, with beams that stay as they are.
  @Test
  void aTraceLeadsToTheBeams() {
    var symbols = new ArrayList<List<Integer>>();
    List<List<Integer>> kept = new ArrayList<>(List.of(List.of()));
    List<Beam> found =
        new BeamSearch<>(model)
            .traced(
                new TokenContext(PROMPTS.getFirst()),
                PrefixTrie.of(SEQUENCES),
                6,
                NOTHING,
                (parents, last, _) -> {
                  symbols.add(Arrays.stream(last).boxed().toList());
                  var next = new ArrayList<List<Integer>>();
                  for (int i = 0; i < parents.length; i++) {
                    var path = new ArrayList<>(kept.get(parents[i]));
                    if (last[i] >= 0) {
                      path.add(last[i]);
                    }
                    next.add(path);
                  }
                  kept.clear();
                  kept.addAll(next);
                });
    assertThat(kept).isEqualTo(paths(List.of(found)));
    assertThat(symbols.getLast()).contains(-1);
  }

  @Test
  void refusesWhatIsNoSearch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BeamSearch<>(model, -1))
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BeamSearch<>(model).free(contexts(PROMPTS), 3, 0))
        .withMessageContaining("at least one beam: 0");
  }
}
