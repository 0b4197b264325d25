package dev.grlm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.LineLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers by key, a JSON object a line of a [LineLog]: an answer is on the disk when [#append]
/// returns. Thread-safe.
final class AnswerLog implements AutoCloseable {
  private final LineLog lines;
  private final Map<String, ChatClient.Reply.Text> answers;

  private AnswerLog(LineLog lines, Map<String, ChatClient.Reply.Text> answers) {
    this.lines = lines;
    this.answers = answers;
  }

  /// Opens `file`, which is made where it is missing.
  ///
  /// @throws IOException in one line, when another process has it open or a line is broken
  static AnswerLog open(Path file) throws IOException {
    var answers = new HashMap<String, ChatClient.Reply.Text>();
    return new AnswerLog(LineLog.open(file, (line, place) -> read(line, place, answers)), answers);
  }

  private static void read(String line, String place, Map<String, ChatClient.Reply.Text> answers)
      throws IOException {
    JsonNode entry;
    try {
      entry = Json.parse(line);
    } catch (IOException broken) {
      throw new IOException(place + ": " + broken.getMessage(), broken);
    }
    if (!entry.path("key").isTextual()
        || !entry.path("text").isTextual()
        || !entry.path("promptTokens").isIntegralNumber()
        || !entry.path("newTokens").isIntegralNumber()) {
      throw new IOException(
          place + ": not an answer: it needs key, text, promptTokens and newTokens");
    }
    answers.putIfAbsent(
        entry.get("key").asText(),
        new ChatClient.Reply.Text(
            entry.get("text").asText(),
            entry.get("promptTokens").asLong(),
            entry.get("newTokens").asLong(),
            entry.path("cut").asBoolean()));
  }

  synchronized ChatClient.Reply.@Nullable Text find(String key) {
    return answers.get(key);
  }

  /// Keeps the first answer of a key.
  ///
  /// @return the answer that is kept
  /// @throws IOException naming the file, when it could not be written
  synchronized ChatClient.Reply.Text append(String key, ChatClient.Reply.Text answer)
      throws IOException {
    ChatClient.Reply.Text known = answers.get(key);
    if (known != null) {
      return known;
    }
    ObjectNode line =
        Json.object()
            .put("key", key)
            .put("text", answer.text())
            .put("promptTokens", answer.promptTokens())
            .put("newTokens", answer.newTokens());
    if (answer.cut()) {
      line.put("cut", true);
    }
    lines.append(Json.line(line));
    answers.put(key, answer);
    return answer;
  }

  synchronized int size() {
    return answers.size();
  }

  /// Bytes of a half-written last line that were cut off when the log was opened.
  long cutBytes() {
    return lines.cutBytes();
  }

  @Override
  public synchronized void close() throws IOException {
    lines.close();
  }
}
