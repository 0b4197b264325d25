package dev.grlm.lm;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/// The weights in a Hugging Face folder.
final class Qwen3Folder {
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.safetensors";

  /// Hugging Face's reader asks whose layout the tensors have.
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  private Qwen3Folder() {}

  static void writeWeights(Path folder, Parameters weights) throws IOException {
    var tensors = new LinkedHashMap<String, SafeTensors.Floats>();
    try (var _ = new PointerScope()) {
      for (var entry : weights.shapes().entrySet()) {
        float[] values = Tensors.toFloats(weights.tensor(entry.getKey()));
        tensors.put(entry.getKey(), new SafeTensors.Floats(entry.getValue(), values));
      }
    }
    SafeTensors.write(folder.resolve(WEIGHTS), tensors, METADATA);
  }

  /// Overwrites all weights.
  ///
  /// @param tiedTo the weight that `head`, should the file have it too, must repeat; null if the
  ///   head is a weight of its own
  static void readWeights(Path folder, Parameters weights, @Nullable String tiedTo, String head)
      throws IOException {
    Path path = folder.resolve(WEIGHTS);
    SafeTensors.File file = SafeTensors.read(path);
    for (String name : file.names()) {
      boolean repeats = tiedTo != null && name.equals(head);
      if (!repeats && !weights.shapes().containsKey(name)) {
        throw new IOException(path + ": tensor '" + name + "' is not one of this model's weights");
      }
    }
    for (var entry : weights.shapes().entrySet()) {
      String name = entry.getKey();
      long[] expected = entry.getValue();
      if (!file.names().contains(name)) {
        throw new IOException(
            "%s: tensor '%s' is missing; expected shape %s"
                .formatted(path, name, Arrays.toString(expected)));
      }
      long[] found = file.shape(name);
      if (!Arrays.equals(expected, found)) {
        throw new IOException(
            "%s: tensor '%s' has shape %s; expected %s"
                .formatted(path, name, Arrays.toString(found), Arrays.toString(expected)));
      }
      Tensors.overwrite(weights.tensor(name), file.floats(name));
    }
    if (tiedTo != null
        && file.names().contains(head)
        && !Arrays.equals(file.floats(head), file.floats(tiedTo))) {
      throw new IOException(
          "%s: tensor '%s' differs from '%s', but %s says they are tied"
              .formatted(path, head, tiedTo, CONFIG));
    }
  }
}
