package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ChatClient] does.
abstract class ChatClientContract {
  private static final int PROMPTS = 7;

  private ChatClient client;

  /// A client that answers, opened anew.
  abstract ChatClient open() throws IOException;

  @BeforeEach
  void openClient() throws IOException {
    client = open();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  static Ask ask(String prompt) {
    return new Ask(prompt, 12, 0, 3, 5);
  }

  private static List<Ask> asks() {
    return IntStream.range(0, PROMPTS).mapToObj(i -> ask("Name cream no " + i)).toList();
  }

  @Test
  void answersEveryPromptInItsOrder() {
    List<Reply> replies = client.answer(asks());
    assertThat(replies).hasSize(PROMPTS).allMatch(reply -> reply instanceof Reply.Text);
    for (int i = 0; i < PROMPTS; i++) {
      Reply alone = client.answer(List.of(asks().get(i))).getFirst();
      assertThat(((Reply.Text) alone).text()).isEqualTo(((Reply.Text) replies.get(i)).text());
    }
    assertThat(replies.stream().map(reply -> ((Reply.Text) reply).text()).distinct().count())
        .as("answers depend on prompts")
        .isGreaterThan(1);
  }

  @Test
  void handsOverEveryReplyOnce() {
    Map<Integer, Reply> arrived = new ConcurrentHashMap<>();
    List<Reply> replies =
        client.answer(
            asks(), (place, reply) -> assertThat(arrived.putIfAbsent(place, reply)).isNull());
    assertThat(arrived).hasSize(PROMPTS);
    arrived.forEach((place, reply) -> assertThat(replies.get(place)).isEqualTo(reply));
  }

  @Test
  void anArrivalThatFailsEndsTheCall() {
    assertThatThrownBy(() ->
            client.answer(
                asks(),
                (_, _) -> {
                  throw new IllegalStateException("the disk is full");
                }))
        .hasMessage("the disk is full");
  }

  @Test
  void nothingAskedNothingAnswered() {
    assertThat(client.answer(List.of())).isEmpty();
  }

  @Test
  void countsTokens() {
    var text = (Reply.Text) client.answer(asks()).getFirst();
    assertThat(text.promptTokens()).isPositive();
    assertThat(text.newTokens()).isPositive();
  }

  @Test
  void theIdentityOfTheSameIsTheSame() throws IOException {
    String identity = client.identity();
    client.answer(asks());
    assertThat(client.identity()).isEqualTo(identity).isNotBlank();
    client.close();
    try (ChatClient again = open()) {
      assertThat(again.identity()).isEqualTo(identity);
    }
    client = open();
  }

  @Test
  void threadsMayAskAtTheSameTime() throws Exception {
    List<Reply> alone = client.answer(asks());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Reply>>> together =
          IntStream.range(0, 4).mapToObj(_ -> threads.submit(() -> client.answer(asks()))).toList();
      for (Future<List<Reply>> replies : together) {
        assertThat(replies.get()).isEqualTo(alone);
      }
    }
  }
}
