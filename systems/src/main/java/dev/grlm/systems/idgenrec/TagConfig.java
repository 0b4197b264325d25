package dev.grlm.systems.idgenrec;

import dev.grlm.chat.Calls;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.text.UnigramTokenizer;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Who writes what items may be called, and how it is asked.
///
/// @param checkpoint folder of a T5 that writes tags of texts; empty for none
/// @param endpoint URL of an OpenAI-compatible interface; empty for none
/// @param model as the endpoint names it
/// @param names that are asked for of an item
/// @param textLength most characters of an item's text that are shown
/// @param calls how an endpoint is called; no answer depends on it
@RecordBuilder
public record TagConfig(
    String checkpoint, String endpoint, String model, int names, int textLength, Calls calls)
    implements TagConfigBuilder.With {
  public static final TagConfig NONE = new TagConfig("", "", "", 10, 1_000, Calls.DEFAULT);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public TagConfig {
    calls = Objects.requireNonNullElse(calls, Calls.DEFAULT);
    if (names < 1 || textLength < 1) {
      throw new IllegalArgumentException(
          "names and textLength must be at least 1: %d, %d".formatted(names, textLength));
    }
  }

  /// @throws IllegalArgumentException in one line, when there is nobody to ask where names are to
  ///   be written, or somebody where they are not
  void check(IdSource from) {
    boolean both = !checkpoint.isEmpty() && !endpoint.isEmpty();
    boolean one = checkpoint.isEmpty() ? !endpoint.isEmpty() && !model.isEmpty() : !both;
    if (from == IdSource.TAGS && !one) {
      throw new IllegalArgumentException(
          "from 'tags' needs either tags.checkpoint, or tags.endpoint and tags.model: '%s', '%s', '%s'"
              .formatted(checkpoint, endpoint, model));
    }
    if (from != IdSource.TAGS && !(checkpoint.isEmpty() && endpoint.isEmpty())) {
      throw new IllegalArgumentException(
          "tags.checkpoint and tags.endpoint belong to from 'tags', not '%s': '%s', '%s'"
              .formatted(from.word(), checkpoint, endpoint));
    }
  }

  /// What is wrong with who writes is to be known before anything is embedded.
  ///
  /// @throws IOException in one line
  void require() throws IOException {
    if (checkpoint.isEmpty()) {
      TagClients.endpoint(this).close();
      return;
    }
    Path folder = Path.of(checkpoint);
    var _ = T5Config.read(folder.resolve("config.json"));
    UnigramTokenizer.load(folder).close();
  }

  /// What is read of a T5; of one in shards the list of them.
  List<Path> files() {
    return checkpoint.isEmpty()
        ? List.of()
        : Stream.of(
                "config.json",
                "tokenizer.json",
                "model.safetensors",
                "model.safetensors.index.json")
            .map(Path.of(checkpoint)::resolve)
            .filter(Files::exists)
            .toList();
  }

  /// Settings that nobody reads.
  ///
  /// @param path of this group within the system's
  Set<String> unread(String path) {
    return checkpoint.isEmpty() ? Set.of() : Set.of(path + ".model", path + ".calls");
  }
}
