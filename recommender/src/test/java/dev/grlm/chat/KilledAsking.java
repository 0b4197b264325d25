package dev.grlm.chat;

import dev.grlm.chat.ChatClient.Ask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A process that asks prompts through a log, for [LoggedKillTest].
final class KilledAsking {
  static final int PROMPTS = 300;
  static final int CONCURRENCY = 8;

  /// The variable of the key, by which the server tells processes apart.
  static final String KEY = "GRLM_KILLED_ASKING";

  private KilledAsking() {}

  static List<Ask> asks() {
    return IntStream.range(0, PROMPTS).mapToObj(i -> new Ask("item " + i, 30, 0, 1, 5)).toList();
  }

  static EndpointConfig config(String url) {
    return TestConfig.of(url).concurrency(CONCURRENCY).keyVariable(KEY).build();
  }

  /// Asks the endpoint `arguments[0]` with the log `arguments[1]`.
  static void main(String[] arguments) throws IOException {
    try (var client =
        LoggedChat.open(EndpointChat.open(config(arguments[0])), Path.of(arguments[1]))) {
      long answers =
          client.answer(asks()).stream().filter(ChatClient.Reply.Text.class::isInstance).count();
      System.out.println(answers + " answers");
    }
  }
}
