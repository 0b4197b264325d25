package dev.grlm.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A unigram tokenizer in the layout of T5's `tokenizer.json`, of a few words, all small letters
/// and what else tests need. Stateless.
public final class TinyUnigram {
  /// Ends a text; number 1, behind the padding.
  public static final int END = 1;

  private static final List<String> SPECIAL = List.of("<pad>", "</s>", "<unk>");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789éΩ保湿";

  private TinyUnigram() {}

  /// @param words that are one piece each
  /// @return `folder`
  public static Path write(Path folder, List<String> words) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), json(words));
    return folder;
  }

  /// How many tokens there are with so many words.
  public static int size(int words) {
    return SPECIAL.size() + words + 1 + LETTERS.codePointCount(0, LETTERS.length());
  }

  /// @param words that are one piece each, without quotation marks
  public static String json(List<String> words) {
    String added =
        IntStream.range(0, SPECIAL.size())
            .mapToObj(id ->
                """
                {"id": %d, "content": "%s", "single_word": false, "lstrip": false,
                 "rstrip": false, "normalized": false, "special": true}\
                """
                    .formatted(id, SPECIAL.get(id)))
            .collect(Collectors.joining(",\n"));
    var pieces = new ArrayList<String>();
    SPECIAL.forEach(special -> pieces.add(piece(special, 0)));
    words.forEach(word -> pieces.add(piece("▁" + word, -2)));
    pieces.add(piece("▁", -4));
    LETTERS.codePoints().forEach(letter -> pieces.add(piece(Character.toString(letter), -5)));
    return """
    {"version": "1.0", "truncation": {"max_length": 7, "strategy": "LongestFirst", "stride": 0,
      "direction": "Right"}, "padding": null,
     "added_tokens": [%s],
     "normalizer": {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "},
     "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
      "split": true},
     "post_processor": {"type": "TemplateProcessing",
      "single": [{"Sequence": {"id": "A", "type_id": 0}},
       {"SpecialToken": {"id": "</s>", "type_id": 0}}],
      "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
      "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
     "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
      "split": true},
     "model": {"type": "Unigram", "unk_id": 2, "vocab": [%s]}}
    """
        .formatted(added, String.join(", ", pieces));
  }

  private static String piece(String text, int score) {
    return Stream.of('"' + text + '"', score + ".0").collect(Collectors.joining(", ", "[", "]"));
  }
}
