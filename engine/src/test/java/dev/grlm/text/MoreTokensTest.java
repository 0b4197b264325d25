package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tokenizer that gets further tokens.
class MoreTokensTest {
  private static final List<String> MORE = List.of("<a_0>", "<a_12>", "<b_1>");

  @TempDir Path folder;
  private final TinyBytePair tiny = TinyBytePair.shop();

  @BeforeEach
  void write() throws IOException {
    tiny.write(folder, TinyBytePair.Template.HYBRID);
  }

  @Test
  void theyAreNumberedOnAndFoundWhereTextIsTrusted() throws IOException {
    try (var before = BytePairTokenizer.load(folder);
        var tokenizer = BytePairTokenizer.load(folder, MORE)) {
      assertThat(tokenizer.size()).isEqualTo(before.size() + 3);
      for (int i = 0; i < MORE.size(); i++) {
        assertThat(tokenizer.findAdded(MORE.get(i))).hasValue(before.size() + i);
      }
      String text = "cream <a_12><b_1>, balm";
      int[] encoded = tokenizer.encode(text);
      assertThat(encoded).contains(before.size() + 1, before.size() + 2);
      assertThat(tokenizer.decode(encoded)).isEqualTo(text);
      assertThat(tokenizer.encodeText(text)).isEqualTo(before.encodeText(text));
    }
  }

  @Test
  void savedTheyAreThere() throws IOException {
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<think>\": 1}");
    Path saved = folder.resolve("saved");
    int[] encoded;
    try (var tokenizer = BytePairTokenizer.load(folder, MORE)) {
      encoded = tokenizer.encode("<a_0> lip balm <b_1>");
      tokenizer.save(saved);
    }
    try (var loaded = BytePairTokenizer.load(saved)) {
      assertThat(loaded.size()).isEqualTo(tiny.size() + 3);
      assertThat(loaded.encode("<a_0> lip balm <b_1>")).isEqualTo(encoded);
    }
    JsonNode last = Json.read(saved.resolve("tokenizer.json")).path("added_tokens").path(12);
    assertThat(last.path("content").asText()).isEqualTo("<b_1>");
    assertThat(last.path("special").asBoolean(true)).isFalse();
    assertThat(last.path("id").asInt()).isEqualTo(tiny.size() + 2);
    assertThat(
            Json.read(saved.resolve("tokenizer_config.json"))
                .path("added_tokens_decoder")
                .path(Integer.toString(tiny.size()))
                .path("content")
                .asText())
        .isEqualTo("<a_0>");
    assertThat(Json.read(saved.resolve("added_tokens.json")).path("<a_12>").asInt())
        .isEqualTo(tiny.size() + 1);
  }

  /// More tokens than the model has rows: it is to get rows for them.
  @Test
  void theModelBesideItAgreesWithThoseThatItHad() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"vocab_size\": " + tiny.size() + "}");
    BytePairTokenizer.load(folder, MORE).close();
    Files.writeString(folder.resolve("config.json"), "{\"vocab_size\": " + (tiny.size() - 1) + "}");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder, MORE))
        .withMessageContaining("the tokenizer belongs to another model");
  }

  @Test
  void noneIsAddedTwice() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BytePairTokenizer.load(folder, List.of("<a_0>", "<think>")))
        .withMessage(
            folder.resolve("tokenizer.json")
                + ": has a token \"<think>\" already; another one cannot be added");
  }

  /// What stands in a question that is tokens already is asked as its text would be.
  @Test
  void aQuestionOfTokensIsAskedAsItsText() throws IOException {
    try (var tokenizer = BytePairTokenizer.load(folder)) {
      ChatTemplate chat = ChatTemplate.load(folder, tokenizer);
      String question = "Which balm, please?";
      assertThat(chat.tunedPrompt(tokenizer.encodeText(question)))
          .isEqualTo(chat.tunedPrompt(List.of(ChatTurn.user(question))));
    }
  }
}
