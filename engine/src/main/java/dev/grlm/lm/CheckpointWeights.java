package dev.grlm.lm;

import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/// Holds the tensors of a folder against the weights of a model. Stateless.
public final class CheckpointWeights {
  private CheckpointWeights() {}

  /// Looks at names, shapes and precisions; reads no values.
  ///
  /// @param weights what the model needs, by the name in the folder
  /// @param others what may be there besides
  /// @throws IOException in one line naming the file and the tensor that is missing, of another
  ///   shape, in a precision that is not read, or of no use
  public static void require(
      SafeTensorsFolder tensors, Map<String, long[]> weights, Set<String> others)
      throws IOException {
    for (var entry : weights.entrySet()) {
      requireShape(tensors, entry.getKey(), entry.getValue());
    }
    var unknown = new TreeSet<>(tensors.names());
    unknown.removeAll(weights.keySet());
    unknown.removeAll(others);
    if (!unknown.isEmpty()) {
      throw new IOException(
          "%s: tensor '%s' is not one of this model's weights"
              .formatted(tensors.file(unknown.first()).path(), unknown.first()));
    }
  }

  private static void requireShape(SafeTensorsFolder tensors, String name, long[] expected)
      throws IOException {
    if (!tensors.names().contains(name)) {
      throw new IOException(
          "%s: tensor '%s' is missing; expected shape %s"
              .formatted(tensors.listing(), name, Arrays.toString(expected)));
    }
    SafeTensors.File file = tensors.file(name);
    long[] found = file.shape(name);
    if (!Arrays.equals(expected, found)) {
      throw new IOException(
          "%s: tensor '%s' has shape %s; expected %s"
              .formatted(file.path(), name, Arrays.toString(found), Arrays.toString(expected)));
    }
    Precision _ = file.precision(name);
  }

  /// Some writers store a weight again where it serves a second time.
  ///
  /// @param copy name of the second tensor in the folder
  /// @param original the weight as it was read
  /// @param name of the original in the folder
  /// @throws IOException in one line, when the two are not the same
  public static void requireCopy(
      SafeTensorsFolder tensors, String copy, Tensor original, String name) throws IOException {
    SafeTensors.File file = tensors.file(copy);
    boolean same =
        Arrays.equals(file.shape(copy), Tensors.shape(original))
            && file.mapped(
                copy, other -> other.to(original.device(), original.scalar_type()).equal(original));
    if (!same) {
      throw new IOException(
          "%s: tensor '%s' differs from '%s', but config.json says they are tied"
              .formatted(file.path(), copy, name));
    }
  }
}
