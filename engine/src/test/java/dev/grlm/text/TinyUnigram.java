package dev.grlm.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A unigram model of a few words, all small letters and what else tests need, in the layout of
/// T5's `tokenizer.json`.
public final class TinyUnigram {
  /// Ends a text; number 1, behind the padding.
  public static final int END = 1;

  private static final List<String> SPECIAL = List.of("<pad>", "</s>", "<unk>");

  private TinyUnigram() {}

  /// @param words that are one piece each
  public static Path write(Path folder, List<String> words) throws IOException {
    Files.createDirectories(folder);
    Json.write(folder.resolve("tokenizer.json"), json(words));
    return folder;
  }

  static ObjectNode json(List<String> words) throws IOException {
    var json =
        (ObjectNode)
            Json.parse(
                """
                {"version": "1.0", "truncation": {"max_length": 7, "strategy": "LongestFirst",
                 "stride": 0, "direction": "Right"}, "padding": null, "added_tokens": [],
                 "normalizer": {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "},
                 "pre_tokenizer": {"type": "Metaspace", "replacement": "▁",
                  "prepend_scheme": "always", "split": true},
                 "post_processor": {"type": "TemplateProcessing",
                  "single": [{"Sequence": {"id": "A", "type_id": 0}},
                   {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                  "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                   {"Sequence": {"id": "B", "type_id": 0}}],
                  "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
                 "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
                  "split": true},
                 "model": {"type": "Unigram", "unk_id": 2, "vocab": []}}
                """);
    ArrayNode vocabulary = ((ObjectNode) json.path("model")).withArray("vocab");
    ArrayNode added = json.withArray("added_tokens");
    for (String special : SPECIAL) {
      added
          .addObject()
          .put("id", vocabulary.size())
          .put("content", special)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
      vocabulary.addArray().add(special).add(0);
    }
    for (String word : words) {
      vocabulary.addArray().add("▁" + word).add(-2);
    }
    vocabulary.addArray().add("▁").add(-4);
    "abcdefghijklmnopqrstuvwxyz0123456789éΩ保湿"
        .codePoints()
        .forEach(letter -> vocabulary.addArray().add(Character.toString(letter)).add(-5));
    return json;
  }
}
