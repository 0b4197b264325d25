package dev.grlm.lm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// One computation with all weights of a model as variables, in plain loops over single numbers:
/// what layers of every model are made of. A number is its place on the tape.
public abstract class ScalarPass {
  protected final Tape tape = new Tape();
  private final Map<String, int[]> variables = new LinkedHashMap<>();
  private final double normEpsilon;

  /// @param normEpsilon added to the mean square before its root is taken
  protected ScalarPass(ScalarWeights weights, double normEpsilon) {
    this.normEpsilon = normEpsilon;
    weights.forEach((name, values) ->
        variables.put(name, Arrays.stream(values).mapToInt(tape::value).toArray()));
  }

  /// Derivatives of `result` by every weight.
  public final Map<String, double[]> gradient(int result) {
    double[] derivatives = tape.derivatives(result);
    var gradient = new LinkedHashMap<String, double[]>();
    variables.forEach((name, places) ->
        gradient.put(name, Arrays.stream(places).mapToDouble(v -> derivatives[v]).toArray()));
    return gradient;
  }

  /// The numbers themselves.
  public final double[][] values(int[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).mapToDouble(tape::at).toArray())
        .toArray(double[][]::new);
  }

  public final double value(int place) {
    return tape.at(place);
  }

  protected final int[] variable(String name) {
    int[] found = variables.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no weight is called " + name);
    }
    return found;
  }

  /// x over the root of its mean square, times a gain each.
  protected final int[] norm(int[] x, String gain) {
    int mean = tape.scale(tape.product(x, x), 1.0 / x.length);
    int scale = tape.inverse(tape.root(tape.shift(mean, normEpsilon)));
    var y = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = tape.multiply(tape.multiply(x[i], scale), variable(gain)[i]);
    }
    return y;
  }

  /// Matrix (outputs × inputs) times vector.
  protected final int[] multiply(String name, int[] x) {
    int[] matrix = variable(name);
    var y = new int[matrix.length / x.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = tape.product(part(matrix, o, x.length), x);
    }
    return y;
  }

  protected final int[] add(int[] x, int[] y) {
    var sum = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      sum[i] = tape.add(x[i], y[i]);
    }
    return sum;
  }

  /// −log of the share of `target` in the softmax of `logits`, in nats.
  protected final int crossEntropy(int[] logits, int target) {
    int sum = tape.sum(each(logits, tape::exponential));
    return tape.add(tape.logarithm(sum), tape.scale(logits[target], -1));
  }

  protected static int[] each(int[] x, IntUnaryOperator operator) {
    return Arrays.stream(x).map(operator).toArray();
  }

  protected static int[] part(int[] values, int index, int width) {
    return Arrays.copyOfRange(values, index * width, (index + 1) * width);
  }
}
