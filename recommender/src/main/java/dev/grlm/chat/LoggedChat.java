package dev.grlm.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Asks another client only what its log does not answer. Every answer is on the disk before anyone
/// hears of it, so a process that is killed loses the calls in flight and no more. Failures are not
/// kept: they are asked again the next time. Thread-safe.
public final class LoggedChat implements ChatClient {
  private final ChatClient client;
  private final AnswerLog log;
  private final AtomicLong found = new AtomicLong();

  private LoggedChat(ChatClient client, AnswerLog log) {
    this.client = client;
    this.log = log;
  }

  /// @param client is closed with this one
  /// @param file made where it is missing
  /// @throws IOException in one line, when another process has the log open or a line of it is
  ///   broken; `client` stays open
  public static LoggedChat open(ChatClient client, Path file) throws IOException {
    return new LoggedChat(client, AnswerLog.open(file));
  }

  @Override
  public String identity() {
    return client.identity();
  }

  @Override
  public List<Reply> answer(List<Ask> asks) {
    return answer(asks, (_, _) -> {});
  }

  /// @throws UncheckedIOException when an answer could not be written
  @Override
  public List<Reply> answer(List<Ask> asks, Arrival arrival) {
    var replies = new ArrayList<Reply>(Collections.nCopies(asks.size(), new Reply.OverBudget()));
    var open = new LinkedHashMap<String, List<Integer>>(); // places of equal prompts
    for (int i = 0; i < asks.size(); i++) {
      String key = key(client.identity(), asks.get(i));
      Reply known = log.find(key);
      if (known == null) {
        open.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
      } else {
        found.incrementAndGet();
        replies.set(i, known);
        arrival.arrived(i, known);
      }
    }
    var keys = List.copyOf(open.keySet());
    var places = List.copyOf(open.values());
    List<Reply> others =
        client.answer(
            places.stream().map(same -> asks.get(same.getFirst())).toList(),
            (place, reply) -> {
              Reply stored = stored(keys.get(place), reply);
              places.get(place).forEach(i -> arrival.arrived(i, stored));
            });
    for (int i = 0; i < others.size(); i++) {
      Reply logged = log.find(keys.get(i));
      for (int place : places.get(i)) {
        replies.set(place, logged == null ? others.get(i) : logged);
      }
    }
    return List.copyOf(replies);
  }

  private Reply stored(String key, Reply reply) {
    if (!(reply instanceof Reply.Text text)) {
      return reply;
    }
    try {
      return log.append(key, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// By what an answer is found again: SHA-256 of who is asked, what, and how.
  static String key(String identity, Ask ask) {
    String settings =
        "%d %s %d %d".formatted(ask.maxTokens(), ask.temperature(), ask.seed(), ask.terms());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(identity, settings, ask.prompt())) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// Prompts that the log answered since it was opened.
  public long found() {
    return found.get();
  }

  /// Answers in the log.
  public int logged() {
    return log.size();
  }

  /// Bytes of a half-written last line that were cut off when the log was opened.
  public long cutBytes() {
    return log.cutBytes();
  }

  @Override
  public void close() {
    try (client) {
      log.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
