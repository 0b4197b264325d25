package dev.grlm.embed;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/// The pretrained encoders of the modules that are there. Stateless.
public final class PretrainedEncoders {
  private PretrainedEncoders() {}

  private static List<PretrainedEncoder> all() {
    return ServiceLoader.load(PretrainedEncoder.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// @throws IOException in one line, where no module brings one of that name
  public static PretrainedEncoder named(String name) throws IOException {
    for (PretrainedEncoder encoder : all()) {
      if (encoder.name().equals(name)) {
        return encoder;
      }
    }
    List<String> names = all().stream().map(PretrainedEncoder::name).sorted().toList();
    throw new IOException(
        "'%s' is no checkpoint, and no module brings a pretrained encoder of that name; %s"
            .formatted(
                name,
                names.isEmpty()
                    ? "there is none: GRLM_PROFILE=minilm ./grlm builds with 'minilm'"
                    : "there are " + String.join(", ", names)));
  }
}
