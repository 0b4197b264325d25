package dev.grlm.embed;

import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// RUN/encoder: a fitted encoder, or the reference to a checkpoint. Stateless.
public final class Encoders {
  private static final String REFERENCE = "checkpoint.json";

  private Encoders() {}

  /// What `checkpoint.json` says.
  ///
  /// @param fingerprint SHA-256 of the checkpoint's `config.json` and `tokenizer.json`
  private record Reference(CheckpointEncoderConfig encoder, String fingerprint) {}

  /// The encoder of a run.
  ///
  /// @param placement of a checkpoint's weights
  /// @throws IOException in one line, when it is missing, or the checkpoint is gone or another one
  public static TextEncoder load(Path folder, Placement placement) throws IOException {
    Path file = folder.resolve(REFERENCE);
    if (Files.exists(folder.resolve(WordlessEncoder.FILE))) {
      return WordlessEncoder.load(folder);
    }
    if (!Files.exists(file)) {
      return LsaEncoder.load(folder);
    }
    Reference reference = Json.read(file, Reference.class);
    if (!fingerprint(reference.encoder()).equals(reference.fingerprint())) {
      throw new IOException(
          file
              + ": "
              + reference.encoder().checkpoint()
              + " is not the checkpoint that the embeddings were made with; run fit again");
    }
    return CheckpointEncoder.load(reference.encoder(), placement);
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
    others.add(folder.resolve(WordlessEncoder.FILE));
    others.removeAll(files);
    for (Path file : others) {
      Files.deleteIfExists(file);
    }
  }

  /// The files that [#refer] or [#save] has left behind.
  public static List<Path> files(Path folder, CheckpointEncoderConfig config) {
    if (!config.checkpoint().isEmpty()) {
      return List.of(folder.resolve(REFERENCE));
    }
    Path wordless = folder.resolve(WordlessEncoder.FILE);
    return Files.exists(wordless) ? List.of(wordless) : LsaEncoder.files(folder);
  }

  private static String fingerprint(CheckpointEncoderConfig config) throws IOException {
    Path checkpoint = Path.of(config.checkpoint());
    return Fingerprint.sha256(checkpoint.resolve("config.json"))
        + Fingerprint.sha256(checkpoint.resolve("tokenizer.json"));
  }
}
