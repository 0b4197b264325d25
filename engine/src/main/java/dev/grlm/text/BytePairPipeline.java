package dev.grlm.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a `tokenizer.json` must say for [BytePairTokenizer] to be right: NFC or no normalizer, the
/// bytes of a text as letters, pieces merged without chance, and bytes out of letters again.
final class BytePairPipeline {
  private BytePairPipeline() {}

  static void require(Path file, JsonNode json) throws IOException {
    requireType(file, json, "model", "BPE");
    requireType(file, json, "decoder", "ByteLevel");
    if (json.hasNonNull("normalizer")) {
      requireType(file, json, "normalizer", "NFC");
    }
    requireByteLevel(file, json.path("pre_tokenizer"));
    JsonNode model = json.path("model");
    if (model.path("dropout").asDouble() != 0) {
      throw new IOException(
          file + ": key 'model.dropout' is not supported: " + model.get("dropout"));
    }
    for (String key : List.of("continuing_subword_prefix", "end_of_word_suffix", "unk_token")) {
      if (!model.path(key).asText("").isEmpty()) {
        throw new IOException(
            "%s: key 'model.%s' is not supported: %s".formatted(file, key, model.get(key)));
      }
    }
  }

  private static void requireType(Path file, JsonNode json, String key, String expected)
      throws IOException {
    JsonNode found = json.path(key).path("type");
    if (!found.asText().equals(expected)) {
      throw new IOException(
          "%s: %s.type must be \"%s\", found %s"
              .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
    }
  }

  private static void requireByteLevel(Path file, JsonNode preTokenizer) throws IOException {
    boolean found = false;
    JsonNode steps = preTokenizer.path("pretokenizers");
    for (JsonNode step : steps.isArray() ? steps : List.of(preTokenizer)) {
      found |= step.path("type").asText().equals("ByteLevel");
      if (step.path("add_prefix_space").asBoolean()) {
        throw new IOException(
            file + ": key 'pre_tokenizer.add_prefix_space' is not supported: true");
      }
    }
    if (!found) {
      throw new IOException(
          "%s: pre_tokenizer has no \"ByteLevel\": %s".formatted(file, Json.line(preTokenizer)));
    }
  }

  /// A byte without a token would vanish from a text without a word.
  static void requireBytes(Path file, Map<String, Integer> ids) throws IOException {
    int next = 256;
    for (int value = 0; value < 256; value++) {
      // Printable Latin-1 stands for itself; the others are numbered from U+0100 on (GPT-2).
      boolean printable = (value > ' ' && value < 127) || (value > 160 && value != 173);
      String letter = Character.toString(printable ? value : next++);
      if (!ids.containsKey(letter)) {
        throw new IOException(
            "%s: model.vocab has no token for byte %d (\"%s\")".formatted(file, value, letter));
      }
    }
  }

  /// Merges are written as `"a b"` or `["a", "b"]`; both parts and their union are tokens.
  static void requireMerges(Path file, JsonNode merges, Map<String, Integer> ids)
      throws IOException {
    if (!merges.isArray()) {
      throw new IOException(file + ": model.merges is not an array");
    }
    for (int i = 0; i < merges.size(); i++) {
      JsonNode merge = merges.get(i);
      List<String> parts =
          merge.isArray()
              ? merge.valueStream().map(JsonNode::asText).toList()
              : List.of(merge.asText().split(" ", -1));
      boolean known =
          parts.size() == 2
              && parts.stream().allMatch(ids::containsKey)
              && ids.containsKey(String.join("", parts));
      if (!known) {
        throw new IOException(
            "%s: model.merges[%d] is %s, which is not two tokens that make a third"
                .formatted(file, i, Json.line(merge)));
      }
    }
  }
}
