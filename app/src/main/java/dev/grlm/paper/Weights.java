package dev.grlm.paper;

import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// How large a model is.
final class Weights {
  private Weights() {}

  /// Parameters of the model in a folder.
  ///
  /// @throws IOException naming the file that is missing or broken
  static long count(Path folder) throws IOException {
    SafeTensorsFolder weights = SafeTensorsFolder.read(folder);
    long count = 0;
    for (String name : weights.names()) {
      count += Arrays.stream(weights.file(name).shape(name)).reduce(1, Math::multiplyExact);
    }
    return count;
  }
}
