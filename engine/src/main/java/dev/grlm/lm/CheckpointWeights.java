package dev.grlm.lm;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/// Holds the tensors of a folder against the weights of a model. Stateless.
public final class CheckpointWeights {
  private CheckpointWeights() {}

  /// Overwrites all weights, one tensor at a time, after everything but the values was checked.
  ///
  /// @param names what a weight is called in the folder
  /// @param others what may be there besides
  /// @throws IOException in one line naming the file and the tensor that is missing, of another
  ///   shape, in a precision that is not read, or of no use; or when a file cannot be read
  public static void read(
      SafeTensorsFolder tensors,
      Parameters weights,
      UnaryOperator<String> names,
      Set<String> others)
      throws IOException {
    var targets = new LinkedHashMap<String, Tensor>();
    weights
        .shapes()
        .keySet()
        .forEach(weight -> targets.put(names.apply(weight), weights.tensor(weight)));
    read(tensors, targets, others);
  }

  /// As [#read(SafeTensorsFolder, Parameters, UnaryOperator, Set)], for weights of which some are
  /// larger than what is read into them.
  ///
  /// @param targets what is overwritten, by its name in the folder
  public static void read(
      SafeTensorsFolder tensors, SequencedMap<String, Tensor> targets, Set<String> others)
      throws IOException {
    var expected = new LinkedHashMap<String, long[]>();
    targets.forEach((name, target) -> expected.put(name, Tensors.shape(target)));
    require(tensors, expected, others);
    for (var target : targets.entrySet()) {
      tensors.file(target.getKey()).copyTo(target.getKey(), target.getValue());
    }
  }

  /// Writes all weights.
  ///
  /// @param names what a weight is called in the folder
  /// @param shardBytes most of one file
  /// @throws IOException naming the file, when it cannot be written
  public static void write(
      Path folder,
      Parameters weights,
      UnaryOperator<String> names,
      Precision stored,
      long shardBytes)
      throws IOException {
    var sources = new LinkedHashMap<String, SafeTensors.Native>();
    weights
        .shapes()
        .forEach((weight, shape) -> {
          Tensor tensor = weights.tensor(weight);
          sources.put(names.apply(weight), new SafeTensors.Native(shape, stored, () -> tensor));
        });
    SafeTensorsFolder.write(folder, sources, shardBytes);
  }

  /// Looks at names, shapes and precisions; reads no values.
  private static void require(
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
