package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What [BytePairTokenizer] reads of a folder and what it refuses.
class BytePairFolderTest {
  /// Pieces: 256 bytes, then a-b, ab-c.
  private static final TinyBytePair TINY = TinyBytePair.train("abc abc abc ab", 2);

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    TINY.write(folder, TinyBytePair.Template.INSTRUCT);
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          "BPE" ^ "WordPiece" ^ model.type must be "BPE", found "WordPiece"
          "type": "NFC" ^ "type": "NFKC" ^ normalizer.type must be "NFC", found "NFKC"
          "decoder": { ^ "decoding": { ^ decoder.type must be "ByteLevel", found nothing
          {"type": "ByteLevel", "add_prefix_space": false ^ {"type": "ByteLevel", "add_prefix_space": true ^ key 'pre_tokenizer.add_prefix_space' is not supported: true
          "dropout": null ^ "dropout": 0.1 ^ key 'model.dropout' is not supported: 0.1
          "unk_token": null ^ "unk_token": "a" ^ key 'model.unk_token' is not supported: "a"
          "end_of_word_suffix": "" ^ "end_of_word_suffix": "_" ^ key 'model.end_of_word_suffix' is not supported: "_"
          "vocab": { ^ "words": { ^ model.vocab is not an object
          "abc": 257 ^ "abc": 300 ^ model.vocab numbers "abc" 300; each of 0…267 expected once
          "abc": 257 ^ "abc": 256 ^ numbers "ab
          "abc": 257 ^ "abc": -1 ^ model.vocab numbers "abc" -1
          "abc": 257 ^ "abc": "257" ^ model.vocab numbers "abc" "257"
          "abc": 257 ^ "abd": 257 ^ model.merges[1] is "ab c", which is not two tokens that make a third
          "~": ^ "~~": ^ model.vocab has no token for byte 126 ("~")
          "ab c" ^ "abc" ^ model.merges[1] is "abc", which is not two tokens that make a third
          "ab c" ^ "ab q c" ^ model.merges[1] is "ab q c", which is not two tokens that make a third
          "merges": [ ^ "pairs": [ ^ model.merges is not an array
          "id": 258 ^ "id": 300 ^ added_tokens numbers "<|endoftext|>" 300; each of 0…267 expected once
          "id": 258, "content": "<|endoftext|>" ^ "id": 258, "content": "abc" ^ added_tokens numbers "abc" 258, but it has 257
          "id": 258, "content": "<|endoftext|>" ^ "id": 258, "content": "" ^ added_tokens: no content: {"id":258
          "content": "<think>", "single_word": false ^ "content": "<think>", "single_word": true ^ added_tokens: "<think>": key 'single_word' is not supported
          "special": true} ^ "special": true, "normalized": true} ^ broken JSON: Duplicate field 'normalized'
          """)
  void namesWhatItCannotRead(String from, String to, String message) throws IOException {
    replace("tokenizer.json", from, to);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .satisfies(failure ->
            assertThat(failure.getMessage())
                .startsWith(folder.resolve("tokenizer.json").toString())
                .contains(message)
                .doesNotContain("\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          "eos_token": "<|im_end|>" ^ "eos_token": "<end>" ^ eos_token is "<end>", which is not in the vocabulary
          "pad_token": "<|endoftext|>" ^ "pad_token": {"content": "<p>"} ^ pad_token is {"content":"<p>"}, which is not in the vocabulary
          "258": { ^ "999": { ^ added_tokens_decoder numbers "<|endoftext|>" 999, but in tokenizer.json it has 258
          "content": "<think>" ^ "content": "<thought>" ^ added_tokens_decoder numbers "<thought>" 266, but in tokenizer.json it has no number
          """)
  void namesWhatContradictsTheVocabulary(String from, String to, String message)
      throws IOException {
    replace("tokenizer_config.json", from, to);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessage(folder.resolve("tokenizer_config.json") + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer.json", "tokenizer_config.json"})
  void namesAMissingFile(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessage(folder.resolve(name) + ": no such file");
  }

  @Test
  void aBrokenExpressionIsTheFilesFault() throws IOException {
    replace("tokenizer.json", "\"Regex\": \"", "\"Regex\": \"(");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessageStartingWith(folder.resolve("tokenizer.json") + ": ")
        .withMessageNotContaining("line 1");
  }

  @Test
  void rolesMayBeMissingOrWrittenAtLength() throws IOException {
    replace("tokenizer_config.json", "\"pad_token\": \"<|endoftext|>\"", "\"pad_token\": null");
    replace(
        "tokenizer_config.json",
        "\"eos_token\": \"<|im_end|>\"",
        "\"eos_token\": {\"content\": \"<|endoftext|>\"}");
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.padding()).isEmpty();
      assertThat(tokenizer.end()).hasValue(258);
    }
  }

  @Test
  void mergesMayBePairs() throws IOException {
    replace("tokenizer.json", "\"a b\", \"ab c\"", "[\"a\", \"b\"], [\"ab\", \"c\"]");
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.encode("abcab")).containsExactly(257, 256);
    }
  }

  @Test
  void nothingIsCutPaddedOrAdded() throws IOException {
    replace(
        "tokenizer.json",
        "\"truncation\": null",
        """
        "truncation":
          {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}\
        """);
    replace(
        "tokenizer.json",
        "\"padding\": null",
        """
        "padding": {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": null,
          "pad_id": 0, "pad_type_id": 0, "pad_token": "a"}\
        """);
    replace(
        "tokenizer.json",
        """
        "post_processor": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, \
        "use_regex": false}\
        """,
        """
        "post_processor": {"type": "TemplateProcessing",
          "single": [{"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}],
          "pair": [],
          "special_tokens": {"<|endoftext|>":
            {"id": "<|endoftext|>", "ids": [258], "tokens": ["<|endoftext|>"]}}}\
        """);
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.encode("abcabcabc")).containsExactly(257, 257, 257);
      assertThat(tokenizer.encode("abc")).containsExactly(257);
    }
  }

  @Test
  void anAddedTokenMayBeAPieceToo() throws IOException {
    replace("tokenizer.json", "\"abc\": 257", "\"abc\": 257, \"<think>\": 266");
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.encode("<think>")).containsExactly(266);
      assertThat(tokenizer.encodeText("<think>")).doesNotContain(266);
      assertThat(tokenizer.decode(new int[] {266, 257})).isEqualTo("<think>abc");
    }
  }

  /// Added by a program for a domain, which marks them so by default.
  @Test
  void anAddedTokenOfAsciiMaySayThatItIsNormalized() throws IOException {
    String think = "\"content\": \"<think>\", \"single_word\": false, \"lstrip\": false,";
    replace("tokenizer.json", think, think + " \"rstrip\": false, \"normalized\": true, \"x\": 0,");
    String text = Files.readString(folder.resolve("tokenizer.json"));
    String once =
        text.replaceFirst("\"x\": 0, \"rstrip\": false, \"normalized\": false", "\"x\": 0");
    Files.writeString(folder.resolve("tokenizer.json"), once);
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.encode("abc<think>")).hasSize(2);
    }
    Files.writeString(folder.resolve("tokenizer.json"), once.replace("<think>", "<thińk>"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessageContaining("key 'normalized' is not supported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"vocab_size": 267, "eos_token_id": 260}        | has 268 tokens, and the model of config.json has rows for 267
          {"vocab_size": 300, "eos_token_id": 290}        | eos_token_id 290 of config.json is no token there
          {"vocab_size": 300, "eos_token_id": [260, 257]} | eos_token_id 257 of config.json is the piece of a word "abc" there
          """)
  void aTokenizerOfAnotherModelIsRefused(String config, String reason) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessage(
            folder.resolve("tokenizer.json")
                + ": "
                + reason
                + ": the tokenizer belongs to another model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vocab_size\": 268, \"eos_token_id\": 260}",
        "{\"vocab_size\": 300, \"eos_token_id\": [260, 258]}",
        "{\"vocab_size\": 300, \"eos_token_id\": null}",
        "{}",
      })
  void aModelMayHaveMoreRowsAndNameNoEnd(String config) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(folder)) {
      assertThat(tokenizer.size()).isEqualTo(268);
    }
  }

  @Test
  void aPointerInTheFilesPlaceIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 11422654\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder))
        .withMessageStartingWith(
            folder.resolve("tokenizer.json")
                + ": a Git LFS pointer, not the file (11,422,654 bytes)");
  }
}
