package dev.grlm.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.BytePairTokenizer.Specials;
import dev.grlm.text.ChatTemplate;
import dev.grlm.text.ChatTurn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Token numbers and texts as `tokenizers` gives them, chats as Jinja in `transformers`.
class TokenizerGoldenTest {
  private static Path folder(ChatTemplate.Form form) {
    return Golden.folder("tokenizer/" + form.name());
  }

  @ParameterizedTest
  @EnumSource
  void encodesAndDecodesAlike(ChatTemplate.Form form) throws IOException {
    JsonNode texts = Golden.json("tokenizer/texts.json");
    assertThat(texts.size()).isGreaterThan(60);
    try (var tokenizer = BytePairTokenizer.load(folder(form))) {
      for (JsonNode expected : texts) {
        String text = expected.get("text").asText();
        int[] ids = Golden.ints(expected.get("ids"));
        assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
        assertThat(tokenizer.decode(ids)).isEqualTo(expected.get("decoded").asText());
        assertThat(tokenizer.decode(ids, Specials.SKIP))
            .isEqualTo(expected.get("without_special").asText());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesChatsAlike(ChatTemplate.Form form) throws IOException {
    JsonNode chats = Golden.json("tokenizer/" + form.name() + "/chats.json");
    assertThat(chats).hasSize(3);
    try (var tokenizer = BytePairTokenizer.load(folder(form))) {
      ChatTemplate template = ChatTemplate.load(folder(form), tokenizer);
      assertThat(template.form()).isEqualTo(form);
      for (JsonNode chat : chats) {
        var turns = new ArrayList<ChatTurn>();
        for (JsonNode turn : chat.get("turns")) {
          String role = turn.get("role").asText().toUpperCase(Locale.ROOT);
          turns.add(new ChatTurn(ChatTurn.Role.valueOf(role), turn.get("content").asText()));
        }
        assertThat(template.untunedPrompt(turns)).isEqualTo(Golden.ints(chat.get("prompt")));
      }
    }
  }
}
