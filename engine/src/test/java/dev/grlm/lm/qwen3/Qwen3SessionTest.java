package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.Session;
import dev.grlm.lm.Session.Allowed;
import dev.grlm.lm.Session.Candidates;
import dev.grlm.nn.Dropout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen3SessionTest {
  private static final int VOCABULARY = TinyQwen3.VOCABULARY;
  private static final float TOLERANCE = 1e-5f;
  private static final List<int[]> PROMPTS =
      List.of(TinyQwen3.tokens(7, 1), TinyQwen3.tokens(1, 2), TinyQwen3.tokens(4, 3));

  private Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);

  @BeforeEach
  void build() {
    model.close();
    model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);
  }

  @AfterEach
  void release() {
    model.close();
  }

  private static List<TokenContext> contexts(List<int[]> prompts) {
    return prompts.stream().map(tokens -> new TokenContext(tokens)).toList();
  }

  /// Every symbol for every row.
  private static Allowed everything(int rows) {
    return new Allowed(
        IntStream.rangeClosed(0, rows).map(row -> row * VOCABULARY).toArray(),
        IntStream.range(0, rows * VOCABULARY).map(i -> i % VOCABULARY).toArray());
  }

  /// What the model says after `tokens`, without any cache.
  private float[] recomputed(int[] tokens) {
    float[] all = Qwen3Test.logits(model, List.of(tokens), Dropout.none())[0];
    return Arrays.copyOfRange(all, all.length - VOCABULARY, all.length);
  }

  private void assertRows(Session session, List<int[]> sequences) {
    assertThat(session.rows()).isEqualTo(sequences.size());
    float[] logits = session.logits(everything(sequences.size()));
    for (int row = 0; row < sequences.size(); row++) {
      float[] found = Arrays.copyOfRange(logits, row * VOCABULARY, (row + 1) * VOCABULARY);
      assertThat(found)
          .as("row %d", row)
          .containsExactly(recomputed(sequences.get(row)), within(TOLERANCE));
    }
  }

  /// Parents such as a beam search has: uneven numbers of rows per request, repeats, deaths.
  @ParameterizedTest
  @CsvSource({"0 1 2", "0 0 1 1 2 2", "2 0 0 0 1", "0 0 2", "2 1 0 1", "1"})
  void eachStepEqualsAFullComputation(String firstParents) {
    int[] first = Arrays.stream(firstParents.split(" ")).mapToInt(Integer::parseInt).toArray();
    var random = new SplittableRandom(first.length);
    List<int[]> sequences = PROMPTS;
    try (Session session = model.open(contexts(PROMPTS))) {
      assertRows(session, sequences);
      int step = 0;
      // A step whose logits nobody asks for counts all the same.
      for (int steps : new int[] {1, 1, 2}) {
        for (int last = step + steps; step < last; step++) {
          int rows = sequences.size();
          int[] parents = step == 0 ? first : random.ints(rows + step, 0, rows).sorted().toArray();
          int[] symbols = random.ints(parents.length, 0, VOCABULARY).toArray();
          session.advance(parents, symbols);
          sequences = longer(sequences, parents, symbols);
        }
        assertRows(session, sequences);
      }
    }
  }

  private static List<int[]> longer(List<int[]> sequences, int[] parents, int[] symbols) {
    var next = new ArrayList<int[]>();
    for (int i = 0; i < parents.length; i++) {
      int[] parent = sequences.get(parents[i]);
      int[] longer = Arrays.copyOf(parent, parent.length + 1);
      longer[parent.length] = symbols[i];
      next.add(longer);
    }
    return next;
  }

  @Test
  void doesNotDependOnBatchMates() {
    try (Session together = model.open(contexts(PROMPTS))) {
      together.advance(new int[] {0, 0, 1, 2}, new int[] {3, 4, 5, 6});
      float[] all = together.logits(everything(4));
      try (Session alone = model.open(contexts(PROMPTS.subList(1, 2)))) {
        alone.advance(new int[] {0}, new int[] {5});
        assertThat(Arrays.copyOfRange(all, 2 * VOCABULARY, 3 * VOCABULARY))
            .containsExactly(alone.logits(everything(1)), within(TOLERANCE));
      }
    }
  }

  @Test
  void allowedLogitsAreThoseOfTheWholeHead() {
    try (Session session = model.open(contexts(PROMPTS))) {
      session.advance(new int[] {0, 1, 1, 2}, new int[] {3, 4, 5, 6});
      float[] all = session.logits(everything(4));
      var few = new Allowed(new int[] {0, 2, 2, 5, 6}, new int[] {4, 20, 0, 1, 22, 7});
      float[] found = session.logits(few);
      int[] rows = {0, 0, 2, 2, 2, 3};
      for (int i = 0; i < rows.length; i++) {
        assertThat(found[i])
            .isCloseTo(all[rows[i] * VOCABULARY + few.symbols()[i]], within(TOLERANCE));
      }
      assertThat(session.logits(new Allowed(new int[5], new int[0]))).isEmpty();
    }
  }

  @Test
  void bestAreTheMostProbableOverTheWholeVocabulary() {
    try (Session session = model.open(contexts(PROMPTS))) {
      float[] all = session.logits(everything(3));
      Candidates best = session.best(4);
      assertThat(best.width()).isEqualTo(4);
      for (int row = 0; row < 3; row++) {
        int from = row * VOCABULARY;
        double sum = 0;
        for (int symbol = 0; symbol < VOCABULARY; symbol++) {
          sum += Math.exp(all[from + symbol]);
        }
        int[] order =
            IntStream.range(0, VOCABULARY)
                .boxed()
                .sorted((a, b) -> Float.compare(all[from + b], all[from + a]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < 4; i++) {
          assertThat(best.symbols()[row * 4 + i]).isEqualTo(order[i]);
          assertThat(best.logProbabilities()[row * 4 + i])
              .isCloseTo((float) (all[from + order[i]] - Math.log(sum)), within(TOLERANCE));
        }
      }
      assertThat(session.best(100).width()).isEqualTo(VOCABULARY);
    }
  }

  @Test
  void allRowsMayDie() {
    try (Session session = model.open(contexts(PROMPTS))) {
      session.advance(new int[] {0, 1}, new int[] {1, 1});
      session.advance(new int[0], new int[0]);
      assertThat(session.rows()).isZero();
      assertThat(session.best(3).symbols()).isEmpty();
      session.advance(new int[0], new int[0]);
      assertThat(session.logits(new Allowed(new int[1], new int[0]))).isEmpty();
    }
  }

  @Test
  void aSessionNeedsAContextAndAContextATokenOfTheVocabulary() {
    assertThatIllegalArgumentException().isThrownBy(() -> model.open(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.open(contexts(List.of(new int[] {1}, new int[0]))))
        .withMessage("sequence 1 has no tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.open(contexts(List.of(new int[] {VOCABULARY}))))
        .withMessageContaining("token 23 is not in the vocabulary of 23");
  }

  @Test
  void leavesNothingBehind() {
    search();
    long before = Pointer.totalCount();
    for (int i = 0; i < 100; i++) {
      search();
    }
    // Fewer is no error: the garbage collector may have found what other tests left.
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  private void search() {
    try (Session session = model.open(contexts(PROMPTS))) {
      for (int step = 0; step < 4; step++) {
        int rows = session.rows();
        session.best(2);
        session.logits(everything(rows));
        session.advance(new int[rows], new int[rows]);
      }
    }
  }
}
