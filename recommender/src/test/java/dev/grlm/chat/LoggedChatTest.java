package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedChatTest {
  @TempDir Path folder;

  /// Echoes prompts; one that begins with "bad" fails, one with "dear" is over the budget.
  private static final class Echo implements ChatClient {
    private final String identity;
    private final List<Ask> asked = new ArrayList<>();

    Echo(String identity) {
      this.identity = identity;
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public List<Reply> answer(List<Ask> asks) {
      asked.addAll(asks);
      return asks.stream().map(Echo::reply).toList();
    }

    private static Reply reply(Ask ask) {
      return ask.prompt().startsWith("bad")
          ? new Reply.Failed("bad")
          : ask.prompt().startsWith("dear")
              ? new Reply.OverBudget()
              : new Reply.Text(ask.prompt() + "!", 3, 4);
    }

    @Override
    public void close() {}
  }

  private static Ask ask(String prompt) {
    return new Ask(prompt, 12, 0, 3, 5);
  }

  private Path file() {
    return folder.resolve("deep/log.jsonl");
  }

  private List<Ask> asked(String identity, Ask... asks) throws IOException {
    var echo = new Echo(identity);
    try (var client = LoggedChat.open(echo, file())) {
      assertThat(client.answer(List.of(asks)))
          .isEqualTo(List.of(asks).stream().map(Echo::reply).toList());
    }
    return echo.asked;
  }

  @Test
  void asksOnlyWhatIsNotLogged() throws IOException {
    assertThat(asked("a", ask("x"), ask("y"))).containsExactly(ask("x"), ask("y"));
    assertThat(asked("a", ask("y"), ask("z"), ask("x"))).containsExactly(ask("z"));
    assertThat(asked("a", ask("x"), ask("y"), ask("z"))).isEmpty();
    assertThat(Files.readAllLines(file())).hasSize(3);
  }

  @Test
  void asksAgainWhereAnythingDiffers() throws IOException {
    asked("a", ask("x"));
    assertThat(asked("b", ask("x"))).hasSize(1);
    for (Ask other :
        List.of(
            new Ask("x", 13, 0, 3, 5),
            new Ask("x", 12, 0.5, 3, 5),
            new Ask("x", 12, 0, 4, 5),
            new Ask("x", 12, 0, 3, 6),
            new Ask("x ", 12, 0, 3, 5))) {
      assertThat(asked("a", other)).hasSize(1);
    }
  }

  @Test
  void equalPromptsAreAskedOnce() throws IOException {
    assertThat(asked("a", ask("x"), ask("x"), ask("bad"), ask("bad")))
        .containsExactly(ask("x"), ask("bad"));
  }

  @Test
  void onlyAnswersAreKept() throws IOException {
    asked("a", ask("bad"), ask("dear"), ask("x"));
    assertThat(asked("a", ask("bad"), ask("dear"), ask("x")))
        .containsExactly(ask("bad"), ask("dear"));
  }

  @Test
  void anAnswerIsInTheFileBeforeItIsHeardOf() throws IOException {
    try (var client = LoggedChat.open(new Echo("a"), file())) {
      client.answer(
          List.of(ask("x"), ask("y")),
          (place, _) -> {
            try {
              assertThat(Files.readAllLines(file())).hasSize(place + 1);
            } catch (IOException failure) {
              throw new AssertionError(failure);
            }
          });
    }
  }

  @Test
  void aHalfWrittenLastLineIsCutOffAndCounted() throws IOException {
    asked("a", ask("x"), ask("保湿"));
    byte[] whole = Files.readAllBytes(file());
    int first = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = first; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (var client = LoggedChat.open(new Echo("a"), file())) {
        assertThat(client.cutBytes()).isEqualTo(length - first);
        assertThat(client.logged()).isEqualTo(1);
        client.answer(List.of(ask("保湿")));
      }
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void aBrokenLineInTheMiddleIsAnError() throws IOException {
    asked("a", ask("x"));
    for (String line : List.of("{\"key\": ", "{}", "", "\u0000", "{\"key\": 3, \"text\": \"a\"}")) {
      Path broken = folder.resolve("broken.jsonl");
      Files.copy(file(), broken, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(broken, line + "\n" + Files.readString(file()), StandardOpenOption.APPEND);
      assertThatIOException()
          .isThrownBy(() -> LoggedChat.open(new Echo("a"), broken))
          .withMessageStartingWith(broken + ":2: ")
          .withMessageNotContaining("\n");
    }
  }

  @Test
  void oneAtATime() throws IOException {
    try (var _ = LoggedChat.open(new Echo("a"), file())) {
      assertThatIOException()
          .isThrownBy(() -> LoggedChat.open(new Echo("a"), file()))
          .withMessage(file() + ": the log is in use by another process");
    }
  }

  @Test
  void anAnswerThatCannotBeKeptEndsTheCall() throws IOException {
    var client = LoggedChat.open(new Echo("a"), file());
    client.close();
    assertThatThrownBy(() -> client.answer(List.of(ask("x"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file().toString());
  }
}
