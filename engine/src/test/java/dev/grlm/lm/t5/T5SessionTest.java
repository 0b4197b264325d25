package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.lm.Session;
import dev.grlm.lm.Session.Allowed;
import dev.grlm.nn.Dropout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5SessionTest {
  private static final float TOLERANCE = 2e-5f;
  private static final T5Config PLAIN = TinyT5.config(false, true, List.of());
  private static final T5Config LEVELS = TinyT5.config(false, false, TinyT5.LEVELS);

  private static final List<T5Context> CONTEXTS =
      T5Test.SOURCES.stream().map(T5Context::new).toList();

  /// An answer under way.
  private record Row(int request, int[] symbols) {
    Row plus(int symbol) {
      int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
      longer[symbols.length] = symbol;
      return new Row(request, longer);
    }
  }

  /// Every symbol for every row.
  private static Allowed everything(int rows, int symbols) {
    return new Allowed(
        IntStream.rangeClosed(0, rows).map(row -> row * symbols).toArray(),
        IntStream.range(0, rows * symbols).map(i -> i % symbols).toArray());
  }

  /// What the model says after the symbols of a row, without any cache.
  private static float[] recomputed(T5 model, Row row) {
    int symbols = model.config().symbols(row.symbols().length);
    List<int[]> answer = List.of(row.plus(0).symbols());
    List<int[]> source = List.of(T5Test.SOURCES.get(row.request()));
    float[] all = T5Test.logits(model, source, answer, Dropout.none())[0];
    return Arrays.copyOfRange(all, all.length - symbols, all.length);
  }

  private static void assertRows(T5 model, Session session, List<Row> rows) {
    int symbols = model.config().symbols(rows.getFirst().symbols().length);
    assertThat(session.rows()).isEqualTo(rows.size());
    float[] logits = session.logits(everything(rows.size(), symbols));
    for (int row = 0; row < rows.size(); row++) {
      assertThat(Arrays.copyOfRange(logits, row * symbols, (row + 1) * symbols))
          .as("row %d", row)
          .containsExactly(recomputed(model, rows.get(row)), within(TOLERANCE));
    }
  }

  /// Parents such as a beam search has: uneven numbers of rows per source, repeats, deaths. Nine
  /// symbols reach far positions and outgrow the first memory of the cache.
  @ParameterizedTest
  @CsvSource({"0 1 2", "0 0 1 1 2 2", "2 0 0 0 1", "2 1 0 1", "1"})
  void eachStepEqualsAFullComputation(String firstParents) {
    int[] first = Arrays.stream(firstParents.split(" ")).mapToInt(Integer::parseInt).toArray();
    var random = new SplittableRandom(first.length);
    try (T5 model = TinyT5.model(PLAIN, 8);
        Session session = model.open(CONTEXTS)) {
      List<Row> rows = IntStream.range(0, 3).mapToObj(i -> new Row(i, new int[0])).toList();
      assertRows(model, session, rows);
      int step = 0;
      // A step whose logits nobody asks for counts all the same.
      for (int steps : new int[] {1, 2, 6}) {
        for (int last = step + steps; step < last; step++) {
          int[] parents =
              step == 0 ? first : random.ints(rows.size() + 1, 0, rows.size()).toArray();
          int[] symbols = random.ints(parents.length, 0, TinyT5.VOCABULARY).toArray();
          session.advance(parents, symbols);
          List<Row> before = rows;
          rows =
              IntStream.range(0, parents.length)
                  .mapToObj(i -> before.get(parents[i]).plus(symbols[i]))
                  .toList();
        }
        assertRows(model, session, rows);
      }
    }
  }

  /// Few symbols are gathered from the head, many taken from one product with all of it.
  @ParameterizedTest
  @CsvSource({"1", "4"})
  void allowedLogitsAreThoseOfTheWholeHead(int allowed) {
    try (T5 model = TinyT5.model(PLAIN, 8);
        Session session = model.open(CONTEXTS)) {
      session.advance(new int[] {2, 0}, new int[] {3, 4});
      float[] all = session.logits(everything(2, TinyT5.VOCABULARY));
      int[] symbols = IntStream.range(0, 2 * allowed).map(i -> 22 - i).toArray();
      float[] some = session.logits(new Allowed(new int[] {0, allowed, 2 * allowed}, symbols));
      for (int i = 0; i < symbols.length; i++) {
        assertThat(some[i])
            .isCloseTo(all[i / allowed * TinyT5.VOCABULARY + symbols[i]], within(TOLERANCE));
      }
    }
  }

  @Test
  void aLevelHasItsOwnCodesAndThenThereIsNoMore() {
    try (T5 model = TinyT5.model(LEVELS, 8);
        Session session = model.open(CONTEXTS.subList(0, 1))) {
      assertThat(session.best(100).width()).isEqualTo(5);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.advance(new int[] {0}, new int[] {5}))
          .withMessage("code 5 is not one of the 5 of level 0");
      session.advance(new int[] {0}, new int[] {4});
      assertThat(session.best(100).width()).isEqualTo(4);
      session.advance(new int[] {0}, new int[] {0});
      session.advance(new int[] {0}, new int[] {5});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.best(1))
          .withMessage("an answer has 3 codes, asked for number 4");
    }
  }

  /// The trie of all 120 answers: beams that drop nothing have the probability of each of them.
  @Test
  void beamsOfFullWidthAreAllAnswersWithTheirLikelihood() {
    var answers = new ArrayList<int[]>();
    for (int i = 0; i < 120; i++) {
      answers.add(new int[] {i % 5, i / 5 % 4, i / 20});
    }
    try (T5 model = TinyT5.model(LEVELS, 8)) {
      List<Beam> found =
          new BeamSearch<>(model)
              .constrained(
                  CONTEXTS,
                  PrefixTrie.of(answers),
                  120,
                  List.of(new int[0], new int[0], new int[0]))
              .get(1);
      assertThat(found).hasSize(120);
      var reference = new ScalarT5(model);
      double whole = 0;
      for (Beam beam : found) {
        double loss = reference.loss(new T5Sample(T5Test.SOURCES.get(1), beam.symbols()));
        assertThat(beam.logProbability()).isCloseTo(-loss, within(1e-4));
        whole += Math.exp(beam.logProbability());
      }
      assertThat(whole).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void refusesParentsWithoutSymbols() {
    try (T5 model = TinyT5.model(PLAIN, 8);
        Session session = model.open(CONTEXTS)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.advance(new int[] {0, 1}, new int[] {1}))
          .withMessage("2 parents do not fit 1 symbols");
    }
  }

  @Test
  void leavesNothingBehind() {
    try (T5 model = TinyT5.model(PLAIN, 8)) {
      search(model);
      long before = Pointer.totalCount();
      for (int i = 0; i < 50; i++) {
        search(model);
      }
      // Fewer is no error: the garbage collector may have found what other tests left.
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
  }

  private static void search(T5 model) {
    try (Session session = model.open(CONTEXTS)) {
      session.advance(new int[] {2, 0, 2, 0}, new int[] {1, 2, 3, 4});
      session.advance(new int[] {3, 1}, new int[] {1, 2});
      session.best(1);
    }
  }
}
