package dev.grlm.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every [LanguageModel] and its [Session] promise. Contexts of different lengths find what
/// padding gets wrong.
///
/// @param <C> contexts of the model
public abstract class SessionContract<C> {
  private static final int[] PARENTS = {2, 0, 2, 0};

  /// One model for all tests; weights must tell symbols and contexts apart.
  protected abstract LanguageModel<C> model();

  /// At least three different contexts.
  protected abstract List<C> contexts();

  /// Number of symbols at `depth`, counted from 0.
  protected abstract int vocabulary(int depth);

  /// How many symbols a session can be asked for.
  protected abstract int depths();

  /// Between float32 results by two routes.
  protected float tolerance() {
    return 1e-4f;
  }

  private int[] someSymbols(int rows, int depth) {
    var symbols = new int[rows];
    Arrays.setAll(symbols, row -> (3 * row + depth + 1) % vocabulary(depth));
    return symbols;
  }

  private static int[] identity(int rows) {
    var parents = new int[rows];
    Arrays.setAll(parents, row -> row);
    return parents;
  }

  /// Every row's log-probabilities in order of the symbol.
  private float[][] distributions(Session session, int depth) {
    int size = vocabulary(depth);
    Session.Candidates all = session.best(size);
    assertThat(all.width()).isEqualTo(size);
    var rows = new float[session.rows()][size];
    for (int i = 0; i < all.symbols().length; i++) {
      rows[i / size][all.symbols()[i]] = all.logProbabilities()[i];
    }
    return rows;
  }

  @Test
  void oneRowPerContext() {
    try (Session session = model().open(contexts())) {
      assertThat(session.rows()).isEqualTo(contexts().size());
    }
  }

  @Test
  void aClosedSessionSaysThatItIs() {
    Session session = model().open(contexts());
    int[] all = identity(session.rows());
    int[] symbols = someSymbols(session.rows(), 0);
    session.close();
    session.close();
    assertClosed(session::rows, "session");
    assertClosed(() -> session.best(1), "session");
    assertClosed(
        () -> session.logits(new Session.Allowed(new int[] {0, 0}, new int[0])), "session");
    assertClosed(() -> session.advance(all, symbols), "session");
  }

  private static void assertClosed(ThrowingCallable call, String what) {
    assertThatIllegalStateException()
        .isThrownBy(call)
        .withMessage("the " + what + " is closed")
        .withNoCause();
  }

  @Test
  void aClosedModelSaysThatItIs() {
    try (var own = closeable()) {
      Session session = own.model().open(contexts());
      own.release().run();
      assertClosed(() -> own.model().open(contexts()), "model");
      assertClosed(() -> session.best(1), "model");
      session.close();
    }
  }

  /// A model of the same kind, to be closed by the test.
  ///
  /// @param release closes it
  public record Closeable<C>(LanguageModel<C> model, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  protected abstract Closeable<C> closeable();

  /// By plain sums over the logits of all symbols.
  @Test
  void lessItsNormaliserALogitIsALogarithmOfProbability() {
    try (Session session = model().open(contexts())) {
      for (int depth = 0; depth < depths(); depth++) {
        int size = vocabulary(depth);
        int rows = session.rows();
        int[] offsets = IntStream.rangeClosed(0, rows).map(row -> row * size).toArray();
        int[] symbols = IntStream.range(0, rows * size).map(i -> i % size).toArray();
        float[] logits = session.logits(new Session.Allowed(offsets, symbols));
        double[] normalisers = session.normalisers();
        assertThat(normalisers).hasSize(rows);
        for (int row = 0; row < rows; row++) {
          double sum = 0;
          for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            sum += Math.exp(logits[i]);
          }
          assertThat(normalisers[row]).isCloseTo(Math.log(sum), within((double) tolerance()));
        }
        session.advance(identity(rows), someSymbols(rows, depth));
      }
    }
  }

  @Test
  void bestOfAllIsADistributionBestFirst() {
    try (Session session = model().open(contexts())) {
      for (int depth = 0; depth < depths(); depth++) {
        int size = vocabulary(depth);
        Session.Candidates all = session.best(size + 5);
        assertThat(all.width()).isEqualTo(size);
        for (int row = 0; row < session.rows(); row++) {
          int from = row * size;
          double sum = 0;
          for (int i = from; i < from + size; i++) {
            sum += Math.exp(all.logProbabilities()[i]);
            assertThat(i == from || all.logProbabilities()[i] <= all.logProbabilities()[i - 1])
                .isTrue();
          }
          assertThat(sum).isCloseTo(1, within(1e-4));
          assertThat(Arrays.stream(all.symbols(), from, from + size).sorted().toArray())
              .containsExactly(identity(size));
        }
        if (depth + 1 < depths()) {
          int rows = session.rows();
          session.advance(identity(rows), someSymbols(rows, depth));
        }
      }
    }
  }

  @Test
  void fewerBestAreTheFirstOfAll() {
    try (Session session = model().open(contexts())) {
      int size = vocabulary(0);
      Session.Candidates all = session.best(size);
      Session.Candidates two = session.best(2);
      assertThat(two.width()).isEqualTo(2);
      for (int row = 0; row < session.rows(); row++) {
        assertThat(Arrays.copyOfRange(two.symbols(), 2 * row, 2 * row + 2))
            .containsExactly(Arrays.copyOfRange(all.symbols(), size * row, size * row + 2));
      }
    }
  }

  @Test
  void logitsOfAllSymbolsGiveTheSameDistribution() {
    try (Session session = model().open(contexts())) {
      for (int depth = 0; depth < depths(); depth++) {
        int rows = session.rows();
        int size = vocabulary(depth);
        var offsets = new int[rows + 1];
        Arrays.setAll(offsets, row -> row * size);
        var symbols = new int[rows * size];
        Arrays.setAll(symbols, i -> size - 1 - i % size);
        assertConsistent(session, depth, new Session.Allowed(offsets, symbols));
        session.advance(identity(rows), someSymbols(rows, depth));
        if (depth + 1 == depths()) {
          return;
        }
      }
    }
  }

  @Test
  void logitsOfFewSymbolsGiveTheSameDistribution() {
    try (Session session = model().open(contexts())) {
      int rows = session.rows();
      var offsets = new int[rows + 1];
      Arrays.fill(offsets, 2);
      offsets[0] = 0;
      offsets[rows] = 3;
      int[] symbols = {vocabulary(0) - 1, 0, 1};
      assertConsistent(session, 0, new Session.Allowed(offsets, symbols));
    }
  }

  /// Logits are log-probabilities up to one constant per row.
  private void assertConsistent(Session session, int depth, Session.Allowed allowed) {
    float[][] expected = distributions(session, depth);
    float[] logits = session.logits(allowed);
    assertThat(logits).hasSameSizeAs(allowed.symbols());
    for (int row = 0; row < session.rows(); row++) {
      int first = allowed.offsets()[row];
      for (int i = first; i < allowed.offsets()[row + 1]; i++) {
        float apart = expected[row][allowed.symbols()[i]] - expected[row][allowed.symbols()[first]];
        assertThat(logits[i] - logits[first]).isCloseTo(apart, within(tolerance()));
      }
    }
  }

  @Test
  void aRowDoesNotDependOnItsBatchMates() {
    try (Session together = model().open(contexts())) {
      float[][] all = distributions(together, 0);
      for (int row = 0; row < all.length; row++) {
        try (Session alone = model().open(List.of(contexts().get(row)))) {
          assertThat(distributions(alone, 0)[0]).containsExactly(all[row], within(tolerance()));
        }
      }
      assertThat(all[1]).isNotEqualTo(all[0]);
    }
  }

  @Test
  void advanceReordersRepeatsAndDropsRows() {
    int[] symbols = someSymbols(PARENTS.length, 0);
    try (Session session = model().open(contexts())) {
      session.advance(PARENTS, symbols);
      assertThat(session.rows()).isEqualTo(4);
      float[][] first = distributions(session, 1);
      for (int row = 0; row < PARENTS.length; row++) {
        assertThat(first[row])
            .containsExactly(alone(PARENTS[row], new int[] {symbols[row]}), within(tolerance()));
      }
    }
  }

  @Test
  void aSecondAdvanceGoesByTheRowsOfTheFirst() {
    assumeThat(depths()).as("depths of the model").isGreaterThan(2);
    int[] symbols = someSymbols(PARENTS.length, 0);
    int[] again = {3, 1};
    int[] next = someSymbols(2, 1);
    try (Session session = model().open(contexts())) {
      session.advance(PARENTS, symbols);
      session.advance(again, next);
      float[][] second = distributions(session, 2);
      for (int row = 0; row < again.length; row++) {
        int before = again[row];
        assertThat(second[row])
            .containsExactly(
                alone(PARENTS[before], new int[] {symbols[before], next[row]}),
                within(tolerance()));
      }
    }
  }

  private float[] alone(int context, int[] path) {
    try (Session session = model().open(List.of(contexts().get(context)))) {
      for (int symbol : path) {
        session.advance(new int[] {0}, new int[] {symbol});
      }
      return distributions(session, path.length)[0];
    }
  }

  @Test
  void aSessionMayRunOutOfRows() {
    try (Session session = model().open(contexts())) {
      session.advance(new int[0], new int[0]);
      assertThat(session.rows()).isZero();
      assertThat(session.logits(new Session.Allowed(new int[] {0}, new int[0]))).isEmpty();
    }
  }

  @Test
  void sessionsDoNotDisturbEachOther() {
    try (Session first = model().open(contexts());
        Session second = model().open(contexts())) {
      float[][] before = distributions(first, 0);
      int rows = second.rows();
      second.advance(identity(rows), someSymbols(rows, 0));
      assertThat(distributions(first, 0)).isDeepEqualTo(before);
    }
  }
}
