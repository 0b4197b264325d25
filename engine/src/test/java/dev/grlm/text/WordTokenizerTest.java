package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest extends TokenizerContract {
  private static final SpecialTokens SPECIALS = SpecialTokens.with("<item>");
  private static final WordTokenizer TOKENIZER =
      WordTokenizer.of(SPECIALS, List.of("lip", "balm", "caf\u00e9", "lip"));

  @TempDir Path folder;

  @Override
  Tokenizer open() {
    return TOKENIZER;
  }

  @Override
  Tokenizer load(Path folder) throws IOException {
    return WordTokenizer.load(folder);
  }

  @Test
  void numbersSpecialsThenWords() {
    assertThat(TOKENIZER.words())
        .containsExactly("<unk>", "<pad>", "<s>", "</s>", "<item>", "lip", "balm", "caf\u00e9");
    assertThat(TOKENIZER.size()).isEqualTo(8);
    assertThat(TOKENIZER.id("balm")).isEqualTo(6);
    assertThat(TOKENIZER.id("soap")).isZero();
    assertThat(TOKENIZER.find("soap")).isEmpty();
    assertThat(TOKENIZER.word(4)).isEqualTo("<item>");
    assertThat(TOKENIZER.token(4)).isEqualTo("<item>");
  }

  @Test
  void splitsAtAllWhiteSpaceAndSpecialTokens() {
    // U+00A0 and U+3000 are white space; e with U+0301 is \u00e9 in NFC; case is kept.
    assertThat(TOKENIZER.encode(" lip\t\u00a0balm\u3000cafe\u0301 Lip<item>lip</s> "))
        .containsExactly(5, 6, 7, 0, 4, 5, 3);
    assertThat(TOKENIZER.encode(" ")).isEmpty();
    assertThat(TOKENIZER.decode(new int[] {2, 5, 6, 3})).isEqualTo("<s> lip balm </s>");
  }

  @Test
  void theLongerSpecialTokenWins() {
    var tokenizer = WordTokenizer.of(SpecialTokens.with("<i", "<i>"), List.of(">"));
    assertThat(tokenizer.encode("<i>")).containsExactly(5);
    assertThat(tokenizer.encode("<i >")).containsExactly(4, 6);
  }

  @Test
  void writesTheFilesOfAHuggingFaceFolder() throws IOException {
    WordTokenizer.of(SpecialTokens.STANDARD, List.of("lip")).save(folder);
    String added =
        """
            {
                "id" : %d,
                "content" : "%s",
                "single_word" : false,
                "lstrip" : false,
                "rstrip" : false,
                "normalized" : false,
                "special" : true
              }\
        """
            .strip();
    assertThat(folder.resolve("tokenizer.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            {
              "version" : "1.0",
              "truncation" : null,
              "padding" : null,
              "added_tokens" : [ %s, %s, %s, %s ],
              "normalizer" : {
                "type" : "NFC"
              },
              "pre_tokenizer" : {
                "type" : "WhitespaceSplit"
              },
              "post_processor" : null,
              "decoder" : null,
              "model" : {
                "type" : "WordLevel",
                "vocab" : {
                  "<unk>" : 0,
                  "<pad>" : 1,
                  "<s>" : 2,
                  "</s>" : 3,
                  "lip" : 4
                },
                "unk_token" : "<unk>"
              }
            }
            """
                .formatted(
                    added.formatted(0, "<unk>"),
                    added.formatted(1, "<pad>"),
                    added.formatted(2, "<s>"),
                    added.formatted(3, "</s>")));
    assertThat(folder.resolve("tokenizer_config.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            {
              "tokenizer_class" : "PreTrainedTokenizerFast",
              "unk_token" : "<unk>",
              "pad_token" : "<pad>",
              "bos_token" : "<s>",
              "eos_token" : "</s>",
              "clean_up_tokenization_spaces" : false
            }
            """);
    assertThat(folder.resolve("generation_config.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            { "bos_token_id" : 2, "eos_token_id" : 3, "pad_token_id" : 1 }
            """);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    TOKENIZER.save(folder);
    WordTokenizer loaded = WordTokenizer.load(folder);
    assertThat(loaded.words()).isEqualTo(TOKENIZER.words());
    assertThat(loaded.specials()).isEqualTo(SPECIALS);
    assertThat(loaded.encode("lip <item> soap")).containsExactly(5, 4, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "WordLevel"          | "BPE"             | model.type must be "WordLevel", found "BPE"
          "NFC"                | "NFKC"            | normalizer.type must be "NFC", found "NFKC"
          "WhitespaceSplit"    | "Whitespace"      | pre_tokenizer.type must be "WhitespaceSplit", found "Whitespace"
          "decoder" : null     | "decoder" : {}    | key 'decoder' is not supported: {}
          "lip" : 5            | "lip" : 6         | model.vocab numbers "balm" 6; each of 0…7 expected once
          "lip" : 5            | "lip" : "5"       | model.vocab numbers "lip" "5"; each of 0…7 expected once
          "content" : "<item>" | "content" : "lip" | added token "lip" has id 4; 5 expected, once
          "content" : "<item>" | "content" : "mud" | added token "mud" has id 4; null expected, once
          "lstrip" : false     | "lstrip" : true   | added token "<unk>": key 'lstrip' is not supported
          """)
  void namesWhatItCannotRead(String from, String to, String message) throws IOException {
    TOKENIZER.save(folder);
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, Files.readString(file).replaceFirst(from, to));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> WordTokenizer.load(folder))
        .withMessage(file + ": " + message);
  }

  @Test
  void namesAMissingRole() throws IOException {
    TOKENIZER.save(folder);
    Path file = folder.resolve("tokenizer_config.json");
    String saved = Files.readString(file);
    Files.writeString(file, saved.replace("pad_token", "pat_token"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> WordTokenizer.load(folder))
        .withMessage(file + ": key 'pad_token' must be a text, found nothing");
    Files.writeString(file, saved.replace("<s>", "lip"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> WordTokenizer.load(folder))
        .withMessageContaining("special token \"lip\" is not an added token");
    Files.writeString(file, saved.replace("<unk>", "<s>"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> WordTokenizer.load(folder))
        .withMessageContaining("unk_token is \"<s>\", but in tokenizer.json it is \"<unk>\"");
  }

  @Test
  void refusesWhatIsNotOneWord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordTokenizer.of(SPECIALS, List.of("lip balm")))
        .withMessage("not one word: \"lip balm\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordTokenizer.of(SPECIALS, List.of("")))
        .withMessage("not one word: \"\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordTokenizer.of(SPECIALS, List.of("a<s>b")))
        .withMessage("\"a<s>b\" contains the special token <s>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpecialTokens.with("<s>"))
        .withMessage("two special tokens are called \"<s>\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpecialTokens.with("a b"))
        .withMessage("a special token must be one word: \"a b\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TOKENIZER.decode(new int[] {8}))
        .withMessage("token 8 is not in the vocabulary of 8");
  }
}
