package dev.grlm.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// What the libraries of Hugging Face computed; `golden/README.md` says how.
final class Golden {
  private Golden() {}

  static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource("/golden/" + name)).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A JSON file below the golden folder.
  static JsonNode json(String file) throws IOException {
    Path path = folder(file);
    return Json.read(path);
  }

  static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  static float[] floats(JsonNode array) {
    var values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  /// Largest difference over the largest absolute value.
  static double difference(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs((double) expected[i] - found[i]));
    }
    assertThat(largest).isPositive();
    return difference / largest;
  }

  static void requireClose(String name, float[] found, float[] expected, double tolerance) {
    double difference = difference(found, expected);
    assertThat(difference).as(name).isLessThan(tolerance);
  }

  /// Holds every weight's gradient of `loss` against the tensor `gradient.NAME` of a file.
  ///
  /// @return how many gradients there are
  static int requireGradients(
      String name, Tensor loss, Parameters weights, SafeTensors.File expected, double tolerance)
      throws IOException {
    TensorVector gradients =
        torch.grad(
            new TensorVector(loss),
            new TensorVector(weights.tensors()),
            new TensorVector(),
            new BoolOptional(),
            false,
            false);
    int next = 0;
    for (String weight : weights.shapes().keySet()) {
      String key = "gradient." + weight;
      float[] found = Tensors.toFloats(gradients.get(next++));
      requireClose(name + " " + key, found, expected.floats(key), tolerance);
    }
    return next;
  }
}
