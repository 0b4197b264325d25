package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whether the tokenizer of a checkpoint folder can be its model's: a tokenizer of another model
/// reads and writes every text without an error, and the model answers nonsense.
final class ModelAgreement {
  private static final String CONFIG = "config.json";

  private ModelAgreement() {}

  /// Where there is no `config.json` there is nothing to agree with.
  ///
  /// @param tokens by number
  /// @param added by number
  /// @throws IOException in one line, when there are more tokens than the model has rows, or what
  ///   ends a text for the model is no added token
  static void require(Path folder, List<String> tokens, Map<Integer, AddedToken> added)
      throws IOException {
    Path file = folder.resolve(CONFIG);
    if (Files.notExists(file)) {
      return;
    }
    JsonNode config = Json.readForeign(file);
    JsonNode rows = config.path("vocab_size");
    if (rows.isInt() && tokens.size() > rows.asInt()) {
      throw foreign(
          folder,
          "has %d tokens, and the model of %s has rows for %d"
              .formatted(tokens.size(), CONFIG, rows.asInt()));
    }
    JsonNode ends = config.path("eos_token_id");
    for (JsonNode end : ends.isArray() ? ends : List.of(ends)) {
      if (end.isInt() && !added.containsKey(end.asInt())) {
        boolean piece = end.asInt() >= 0 && end.asInt() < tokens.size();
        throw foreign(
            folder,
            "eos_token_id %s of %s is %s there"
                .formatted(
                    end,
                    CONFIG,
                    piece ? "the piece of a word \"" + tokens.get(end.asInt()) + '"' : "no token"));
      }
    }
  }

  private static IOException foreign(Path folder, String how) {
    return new IOException(
        folder.resolve(BytePairFile.NAME)
            + ": "
            + how
            + ": the tokenizer belongs to another model");
  }
}
