package dev.grlm.lm;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// Weights of a model as single numbers, which a test may change.
public final class ScalarWeights {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  public ScalarWeights(Parameters parameters) {
    for (String name : parameters.shapes().keySet()) {
      float[] floats = Tensors.toFloats(parameters.tensor(name));
      var copy = new double[floats.length];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = floats[i];
      }
      values.put(name, copy);
    }
  }

  /// The values themselves.
  public double[] of(String name) {
    double[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no weight is called " + name);
    }
    return found;
  }

  void forEach(BiConsumer<String, double[]> taker) {
    values.forEach(taker);
  }
}
