package dev.grlm.systems.gencdr;

import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.io.Json;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Native;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What adapts an encoder as files of a folder: `adapters.json` with the domains and the rank,
/// `adapters.safetensors` with the weights. Stateless and thread-safe.
final class AdapterFolder {
  private static final String CONFIG = "adapters.json";
  private static final String TENSORS = "adapters.safetensors";

  private AdapterFolder() {}

  /// What `adapters.json` says.
  private record Config(List<String> domains, int rank) {}

  static List<Path> files(Path folder) {
    return List.of(folder.resolve(CONFIG), folder.resolve(TENSORS));
  }

  static void save(AdaptedEncoder encoder, Path folder) throws IOException {
    write(encoder.parameters(), folder.resolve(TENSORS));
    Json.write(folder.resolve(CONFIG), new Config(encoder.domains(), encoder.rank()));
  }

  /// Weights by name.
  static void write(Parameters weights, Path file) throws IOException {
    var tensors = new LinkedHashMap<String, Native>();
    for (String name : weights.shapes().keySet()) {
      tensors.put(name, Native.of(weights.tensor(name)));
    }
    SafeTensors.write(file, tensors, Map.of("format", "pt"));
  }

  /// @param quantizer stays open as long as the encoder is asked
  /// @return to be closed by the caller
  /// @throws IOException in one line naming the file, when it is missing, broken or of another
  ///   RQ-VAE
  static AdaptedEncoder load(Path folder, RqVaeQuantizer quantizer) throws IOException {
    Config config = Json.read(folder.resolve(CONFIG), Config.class);
    int domains = config.domains().size();
    Parameters weights =
        read(
            AdaptedEncoder.declare(quantizer.model(), domains, config.rank()),
            folder.resolve(TENSORS));
    return new AdaptedEncoder(quantizer, config.domains(), config.rank(), weights);
  }

  /// What [#write] wrote.
  ///
  /// @return to be closed by the caller
  /// @throws IOException in one line naming the file, when it is missing or broken, or its tensors
  ///   are not as declared
  static Parameters read(Parameters.Declaration declaration, Path file) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(file);
    Parameters weights = declaration.allocate(Placement.HOST);
    try {
      for (String name : weights.shapes().keySet()) {
        tensors.require(name, weights.tensor(name));
        tensors.copyTo(name, weights.tensor(name));
      }
      return weights;
    } catch (IOException | RuntimeException failure) {
      weights.close();
      throw failure;
    }
  }
}
