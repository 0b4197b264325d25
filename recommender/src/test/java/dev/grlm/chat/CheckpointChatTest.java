package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.embed.TinyCheckpoint;
import dev.grlm.tensor.Placement;
import dev.grlm.testkit.ChatAnswers;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checkpoint has drawn weights: its answers are noise, but always the same noise.
class CheckpointChatTest extends ChatClientContract {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    TinyCheckpoint.write(folder, TinyBytePair.shop(), 32, 5);
  }

  @Override
  ChatClient open() throws IOException {
    return CheckpointChat.open(folder, Placement.HOST, 3);
  }

  private static Ask drawn(String prompt, long seed) {
    return new Ask(prompt, 12, 0.9, seed, 5);
  }

  @Test
  void whatIsDrawnFollowsFromPromptAndSeed() throws IOException {
    try (ChatClient client = open()) {
      List<Reply> replies =
          client.answer(List.of(drawn("cream", 1), drawn("cream", 2), drawn("oil", 1)));
      assertThat(replies).doesNotHaveDuplicates();
      Reply alone = client.answer(List.of(drawn("oil", 1))).getFirst();
      assertThat(alone).isEqualTo(replies.getLast());
    }
  }

  @Test
  void aPromptThatIsTooLongFailsAlone() throws IOException {
    try (ChatClient client = open()) {
      List<Reply> replies = client.answer(List.of(ask("cream"), ask("cream ".repeat(2_000))));
      assertThat(replies.getFirst()).isEqualTo(client.answer(List.of(ask("cream"))).getFirst());
      assertThat(replies.getLast()).isInstanceOf(Reply.Failed.class);
      assertThat(((Reply.Failed) replies.getLast()).reason()).contains("1024");
    }
  }

  @Test
  void settingsOfAPromptAreItsOwn() throws IOException {
    try (ChatClient client = open()) {
      var few = new Ask("cream", 2, 0, 3, 5);
      List<Reply> replies = client.answer(List.of(ask("cream"), few, ask("oil")));
      assertThat(((Reply.Text) replies.get(1)).newTokens()).isEqualTo(2);
      assertThat(((Reply.Text) replies.get(0)).newTokens()).isGreaterThan(2);
    }
  }

  @Test
  void theIdentityChangesWithTheFolder(@TempDir Path other) throws IOException {
    TinyCheckpoint.write(other, TinyBytePair.shop(), 64, 5);
    try (ChatClient client = open();
        ChatClient wider = CheckpointChat.open(other, Placement.HOST, 3)) {
      assertThat(wider.identity()).isNotEqualTo(client.identity());
    }
  }

  @Test
  void refusesWhatIsNoCheckpoint(@TempDir Path empty) throws IOException {
    Path missing = empty.resolve("nowhere");
    assertThatIOException()
        .isThrownBy(() -> CheckpointChat.open(missing, Placement.HOST, 1))
        .withMessageContaining(missing.toString());
    assertThatIOException()
        .isThrownBy(() -> CheckpointChat.open(Files.createDirectories(missing), Placement.HOST, 1))
        .withMessageContaining(missing.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckpointChat.open(folder, Placement.HOST, 0))
        .withMessageEndingWith(": 0");
  }

  @Test
  void answersOverHttpAsInThisProcess() throws IOException {
    var prompts = List.of(ask("cream"), ask("保湿 \"lotion\"\n\\ oil"), drawn("shampoo", 9));
    for (boolean stream : new boolean[] {false, true}) {
      try (ChatClient local = open();
          var front =
              new CannedEndpoint(request -> {
                var ask =
                    new Ask(
                        request.at("/messages/0/content").asText(),
                        request.get("max_tokens").asInt(),
                        request.get("temperature").asDouble(),
                        request.get("seed").asLong(),
                        0);
                var text = (Reply.Text) local.answer(List.of(ask)).getFirst();
                String said =
                    stream
                        ? ChatAnswers.events(text.text(), text.promptTokens(), text.newTokens())
                        : ChatAnswers.whole(text.text(), text.promptTokens(), text.newTokens());
                return CannedEndpoint.Canned.of(
                    stream, text.cut() ? said.replace("\"stop\"", "\"length\"") : said);
              });
          var remote = EndpointChat.open(front.config().stream(stream).build())) {
        assertThat(remote.answer(prompts)).isEqualTo(local.answer(prompts));
        assertThat(remote.usage().calls()).isEqualTo(3);
      }
    }
  }
}
