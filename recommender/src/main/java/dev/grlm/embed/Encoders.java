package dev.grlm.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// RUN/encoder: a fitted encoder, or the reference to a checkpoint or to a pretrained one.
/// Stateless.
public final class Encoders {
  private static final String REFERENCE = "checkpoint.json";
  private static final String PRETRAINED = "pretrained.json";

  private Encoders() {}

  /// What `checkpoint.json` says.
  ///
  /// @param fingerprint SHA-256 of the checkpoint's `config.json` and `tokenizer.json`
  private record Reference(CheckpointEncoderConfig encoder, String fingerprint) {}

  /// What `pretrained.json` says.
  private record Name(String name, String origin) {}

  /// The encoder of a run.
  ///
  /// @param placement of a checkpoint's weights
  /// @throws IOException in one line, when it is missing, or the checkpoint or the module is gone
  ///   or another one
  public static TextEncoder load(Path folder, Placement placement) throws IOException {
    Path file = folder.resolve(REFERENCE);
    if (Files.exists(folder.resolve(WordlessEncoder.FILE))) {
      return WordlessEncoder.load(folder);
    }
    if (Files.exists(folder.resolve(PRETRAINED))) {
      return pretrained(folder.resolve(PRETRAINED));
    }
    if (!Files.exists(file)) {
      return LsaEncoder.load(folder);
    }
    Reference reference = reference(file);
    if (!fingerprint(reference.encoder()).equals(reference.fingerprint())) {
      throw new IOException(
          file
              + ": "
              + reference.encoder().checkpoint()
              + " is not the checkpoint that the embeddings were made with; run fit again");
    }
    return CheckpointEncoder.load(reference.encoder(), placement);
  }

  /// One that was written when there were no pretrained encoders does not speak of them.
  private static Reference reference(Path file) throws IOException {
    JsonNode tree = Json.read(file);
    if (tree.path("encoder") instanceof ObjectNode encoder && !encoder.has("pretrained")) {
      encoder.put("pretrained", "");
    }
    try {
      return Json.convert(tree, Reference.class);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static TextEncoder pretrained(Path file) throws IOException {
    Name name = Json.read(file, Name.class);
    PretrainedEncoder encoder;
    try {
      encoder = PretrainedEncoders.named(name.name());
    } catch (IOException missing) {
      throw new IOException(file + ": " + missing.getMessage(), missing);
    }
    if (!encoder.origin().equals(name.origin())) {
      throw new IOException(
          "%s: the embeddings were made with %s, and '%s' is %s now; run fit again"
              .formatted(file, name.origin(), name.name(), encoder.origin()));
    }
    return encoder.load();
  }

  /// Writes the name of a pretrained encoder; what stood there goes.
  public static void refer(Path folder, PretrainedEncoder encoder) throws IOException {
    Path file = folder.resolve(PRETRAINED);
    Json.write(file, new Name(encoder.name(), encoder.origin()));
    leaveOnly(folder, List.of(file));
  }

  /// Writes the reference; a fitted encoder that stood there goes.
  public static void refer(Path folder, CheckpointEncoderConfig config) throws IOException {
    Json.write(folder.resolve(REFERENCE), new Reference(config, fingerprint(config)));
    leaveOnly(folder, List.of(folder.resolve(REFERENCE)));
  }

  /// Writes a fitted encoder; what stood there goes.
  public static void save(Path folder, LsaEncoder encoder) throws IOException {
    encoder.save(folder);
    leaveOnly(folder, LsaEncoder.files(folder));
  }

  /// Writes the encoder of items without text; what stood there goes.
  public static void save(Path folder, WordlessEncoder encoder) throws IOException {
    encoder.save(folder);
    leaveOnly(folder, List.of(folder.resolve(WordlessEncoder.FILE)));
  }

  private static void leaveOnly(Path folder, List<Path> files) throws IOException {
    var others = new ArrayList<>(LsaEncoder.files(folder));
    others.add(folder.resolve(REFERENCE));
    others.add(folder.resolve(PRETRAINED));
    others.add(folder.resolve(WordlessEncoder.FILE));
    others.removeAll(files);
    for (Path file : others) {
      Files.deleteIfExists(file);
    }
  }

  /// The files that [#refer] or [#save] has left behind.
  public static List<Path> files(Path folder, CheckpointEncoderConfig config) {
    return switch (config.kind()) {
      case CHECKPOINT -> List.of(folder.resolve(REFERENCE));
      case PRETRAINED -> List.of(folder.resolve(PRETRAINED));
      case FITTED -> {
        Path wordless = folder.resolve(WordlessEncoder.FILE);
        yield Files.exists(wordless) ? List.of(wordless) : LsaEncoder.files(folder);
      }
    };
  }

  private static String fingerprint(CheckpointEncoderConfig config) throws IOException {
    Path checkpoint = Path.of(config.checkpoint());
    return Fingerprint.sha256(checkpoint.resolve("config.json"))
        + Fingerprint.sha256(checkpoint.resolve("tokenizer.json"));
  }
}
