package dev.grlm.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A tokenizer in the files and with the marks of Qwen3, but with a vocabulary of hundreds: all 256
/// bytes, so that it can encode anything, some merges and the added tokens. Immutable.
public final class TinyBytePair {
  /// The two kinds of chat template that Qwen3 checkpoints have.
  public enum Template {
    HYBRID,
    INSTRUCT
  }

  /// How Qwen3 cuts a text before it merges.
  public static final String SPLIT =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
          + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  /// Added tokens that are control marks.
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|image_pad|>");

  /// Added tokens that a decoded text keeps.
  private static final List<String> OTHER =
      List.of("<tool_call>", "</tool_call>", "<|fim_prefix|>", "<think>", "</think>");

  private static final String TURNS =
      """
      {% for turn in messages %}<|im_start|>{{ turn.role }}
      {{ turn.content }}<|im_end|>
      {% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
      """;
  private static final String NO_THOUGHT =
      "{% if enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}";

  private static final List<String> WORDS =
      List.of(
          ("lip balm lotion hydrating cream shampoo the for with and café naïve 12 oz 250 ml it's"
                  + " You'll love бальзам губ крем 口紅 保湿 化粧水 リップ 립밤 크림 مرطب شفاه קרם"
                  + " לחות लिप बाम ลิปบาล์ม κρέμα return (x == 0); 🙂 👩‍🔬 \n \n\n - ...")
              .split(" "));

  private final List<String> pieces;
  private final List<BytePairTraining.Pair> merges;

  private TinyBytePair(List<BytePairTraining.Pair> merges) {
    this.merges = List.copyOf(merges);
    var all = new LinkedHashSet<String>();
    IntStream.range(0, 256).mapToObj(ByteAlphabet::letter).sorted().forEach(all::add);
    merges.forEach(merge -> all.add(merge.joined()));
    pieces = List.copyOf(all);
  }

  /// Learns at most `merges` merges from `text`.
  public static TinyBytePair train(String text, int merges) {
    var split = Pattern.compile(SPLIT, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
    return new TinyBytePair(new BytePairTraining(text, split).merges(merges));
  }

  /// Learnt from made-up product texts in several scripts; always the same.
  public static TinyBytePair shop() {
    var random = new Random(7);
    var text = new ArrayList<String>();
    for (int i = 0; i < 3000; i++) {
      text.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return train(String.join(" ", text), 300);
  }

  /// Number of tokens, added ones included.
  public int size() {
    return pieces.size() + SPECIAL.size() + OTHER.size();
  }

  /// Writes `tokenizer.json` and `tokenizer_config.json`.
  public void write(Path folder, Template template) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson());
    Files.writeString(folder.resolve("tokenizer_config.json"), configJson(template));
  }

  private String tokenizerJson() {
    return """
    {
      "version": "1.0",
      "truncation": null,
      "padding": null,
      "added_tokens": [%s],
      "normalizer": {"type": "NFC"},
      "pre_tokenizer": {
        "type": "Sequence",
        "pretokenizers": [
          {"type": "Split", "pattern": {"Regex": %s}, "behavior": "Isolated", "invert": false},
          {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false}
        ]
      },
      "post_processor": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false},
      "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": false},
      "model": {
        "type": "BPE",
        "dropout": null,
        "unk_token": null,
        "continuing_subword_prefix": "",
        "end_of_word_suffix": "",
        "fuse_unk": false,
        "byte_fallback": false,
        "ignore_merges": false,
        "vocab": {%s},
        "merges": [%s]
      }
    }
    """
        .formatted(
            added().stream()
                .map(token -> "{\"id\": %d, %s}".formatted(id(token), flags(token)))
                .collect(Collectors.joining(",\n    ")),
            quoted(SPLIT),
            IntStream.range(0, pieces.size())
                .mapToObj(id -> quoted(pieces.get(id)) + ": " + id)
                .collect(Collectors.joining(", ")),
            merges.stream()
                .map(merge -> quoted(merge.left() + " " + merge.right()))
                .collect(Collectors.joining(", ")));
  }

  private String configJson(Template template) {
    return """
    {
      "added_tokens_decoder": {%s},
      "bos_token": null,
      "chat_template": %s,
      "clean_up_tokenization_spaces": false,
      "eos_token": "<|im_end|>",
      "model_max_length": 131072,
      "pad_token": "<|endoftext|>",
      "tokenizer_class": "Qwen2Tokenizer",
      "unk_token": null
    }
    """
        .formatted(
            added().stream()
                .map(token -> "\"%d\": {%s}".formatted(id(token), flags(token)))
                .collect(Collectors.joining(",\n    ")),
            quoted(TURNS + (template == Template.HYBRID ? NO_THOUGHT : "") + "{% endif %}"));
  }

  private static List<String> added() {
    var added = new ArrayList<String>(SPECIAL);
    added.addAll(OTHER);
    return added;
  }

  private int id(String added) {
    return pieces.size() + added().indexOf(added);
  }

  private static String flags(String token) {
    return ("\"content\": %s, \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
            + " \"normalized\": false, \"special\": %s")
        .formatted(quoted(token), SPECIAL.contains(token));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
