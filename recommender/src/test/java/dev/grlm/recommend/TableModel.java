package dev.grlm.recommend;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.StepContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A model whose answer is known: the probability of a symbol depends on its place only.
///
/// @param probabilities one row per place, one value per symbol
record TableModel(double[][] probabilities) implements LanguageModel<StepContext> {
  @Override
  public Session open(List<? extends StepContext> contexts) {
    return new TableSession(contexts.size());
  }

  private final class TableSession implements Session {
    private int rows;
    private int depth;

    TableSession(int rows) {
      this.rows = rows;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public Candidates best(int limit) {
      double[] values = probabilities[depth];
      int[] order =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble(symbol -> -values[symbol]))
              .limit(limit)
              .mapToInt(Integer::intValue)
              .toArray();
      var symbols = new int[rows * order.length];
      var logProbabilities = new float[symbols.length];
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = order[i % order.length];
        logProbabilities[i] = (float) Math.log(values[symbols[i]]);
      }
      return new Candidates(order.length, symbols, logProbabilities);
    }

    @Override
    public float[] logits(Allowed allowed) {
      var logits = new float[allowed.symbols().length];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) Math.log(probabilities[depth][allowed.symbols()[i]]);
      }
      return logits;
    }

    @Override
    public void advance(int[] parents, int[] symbols) {
      rows = parents.length;
      depth++;
    }

    @Override
    public void close() {}
  }
}
