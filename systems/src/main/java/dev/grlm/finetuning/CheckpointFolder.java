package dev.grlm.finetuning;

import dev.grlm.io.Fingerprint;
import dev.grlm.lm.qwen3.MemoryCheck;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a checkpoint, as Hugging Face publishes it or as we write it.
public record CheckpointFolder(Path path) {
  /// @param recipe that is to fine-tune it
  /// @param named as a person named it; empty where nobody did
  /// @throws IOException in one line, when it is none
  public static CheckpointFolder require(String recipe, String named) throws IOException {
    var folder = new CheckpointFolder(Path.of(named));
    if (named.isEmpty() || !Files.isRegularFile(folder.file())) {
      throw new IOException(
          "the preset %s fine-tunes a checkpoint; --checkpoint must name its folder, is '%s'"
              .formatted(recipe, named));
    }
    return folder;
  }

  private Path file() {
    return path.resolve("config.json");
  }

  /// Of the model's shape.
  public String fingerprint() throws IOException {
    return Fingerprint.sha256(file());
  }

  /// Of the tokenizer.
  public String tokenizerFingerprint() throws IOException {
    return Fingerprint.sha256(path.resolve("tokenizer.json"));
  }

  public Qwen3Config shape() throws IOException {
    return Qwen3Config.read(file());
  }

  /// Memory is said first: a machine that swaps, or a process that is killed for it, says nothing.
  ///
  /// @param shape of the model as it is to be, perhaps with more rows than the folder has
  /// @throws IOException in one line, when it does not fit
  public void requireMemory(Qwen3Config shape, Placement placement, MemoryUse use)
      throws IOException {
    try {
      MemoryCheck.require(shape, placement, use);
    } catch (IllegalStateException tooLarge) {
      throw new IOException(path + ": " + tooLarge.getMessage(), tooLarge);
    }
  }

  /// The files of a model that was written here, the shards among them once they are written.
  ///
  /// @param own further files
  /// @throws UncheckedIOException naming the folder, when it cannot be listed
  public List<Path> files(Path... own) {
    var files = new ArrayList<Path>();
    for (String name : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
      files.add(path.resolve(name));
    }
    files.addAll(List.of(own));
    if (Files.isDirectory(path)) {
      try (Stream<Path> all = Files.list(path)) {
        all.filter(file -> file.getFileName().toString().contains(".safetensors"))
            .sorted()
            .forEach(files::add);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(path + ": cannot be listed", unreadable);
      }
    }
    return files;
  }
}
