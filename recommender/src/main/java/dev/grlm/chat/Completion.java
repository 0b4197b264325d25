package dev.grlm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.text.ThinkBlock;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server answered, read from one JSON object or from a stream of events.
///
/// @param text without thoughts
/// @param thought whether there were any
/// @param cut whether it ended at the most tokens that were allowed
/// @param promptTokens as the server counted, -1 where it does not say
/// @param newTokens likewise
record Completion(String text, boolean thought, boolean cut, long promptTokens, long newTokens) {
  private static final int DEEPEST = 64;

  /// @throws IOException in one line, when the body is something else, an error or cut off
  static Completion read(String body, boolean events) throws IOException {
    return events || body.startsWith("data:") || body.startsWith(":")
        ? readEvents(body)
        : readWhole(body);
  }

  private static Completion readWhole(String body) throws IOException {
    JsonNode answer = object(body);
    JsonNode choice = answer.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject() || !(message.path("content").isTextual() || absent(message))) {
      throw new IOException("no chat completion: there is no message in its first choice");
    }
    boolean thought = thought(message);
    String text = message.path("content").isNull() ? "" : message.path("content").asText("");
    return of(text, thought, cut(choice), answer.get("usage"));
  }

  private static boolean cut(JsonNode choice) {
    return choice.path("finish_reason").asText("").equals("length");
  }

  private static boolean absent(JsonNode message) {
    return message.path("content").isNull() || message.path("content").isMissingNode();
  }

  /// Servers that part thoughts from the answer name them so, old and new ones.
  private static boolean thought(JsonNode message) {
    return List.of("reasoning_content", "reasoning").stream()
        .anyMatch(key -> !message.path(key).asText("").isEmpty() && !message.path(key).isNull());
  }

  private static Completion readEvents(String body) throws IOException {
    var text = new StringBuilder();
    boolean thought = false;
    boolean ended = false;
    boolean cut = false;
    JsonNode usage = null;
    var data = new StringBuilder();
    for (String line : (body + "\n\n").split("\r\n|\n|\r", -1)) {
      if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
      } else if (line.isEmpty() && !data.isEmpty()) {
        String event = data.toString();
        data.setLength(0);
        if (event.equals("[DONE]")) {
          ended = true;
          break;
        }
        JsonNode piece = object(event);
        JsonNode choice = piece.path("choices").path(0);
        text.append(
            choice.path("delta").path("content").isTextual()
                ? choice.path("delta").path("content").asText()
                : "");
        thought |= thought(choice.path("delta"));
        ended |= choice.path("finish_reason").isTextual();
        cut |= cut(choice);
        usage = piece.path("usage").isObject() ? piece.path("usage") : usage;
      }
    }
    if (!ended) {
      throw new IOException("the stream was cut after " + text.length() + " characters");
    }
    return of(text.toString(), thought, cut, usage);
  }

  private static JsonNode object(String json) throws IOException {
    JsonNode value = Json.parseForeign(json, DEEPEST);
    if (value.hasNonNull("error")) {
      throw new ServerError(errorText(value), status(value.path("error")), Json.line(value));
    }
    if (!value.isObject()) {
      throw new IOException("no chat completion: not an object");
    }
    return value;
  }

  /// The status that an error names, 0 for none.
  private static int status(JsonNode error) {
    int code = error.path("code").asInt(error.path("status").asInt(0));
    return code >= 400 && code <= 599 ? code : 0;
  }

  /// An error where a completion was to come.
  static final class ServerError extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String words;

    private ServerError(String text, int status, String words) {
      super("the server says: " + text);
      this.status = status;
      this.words = words;
    }

    Refusal refusal() {
      return status == 0 ? Refusal.ofWords(words) : Refusal.of(status, words);
    }
  }

  private static Completion of(
      String text, boolean thought, boolean cut, @Nullable JsonNode usage) {
    ThinkBlock stripped = ThinkBlock.strip(text);
    return new Completion(
        stripped.answer().strip(),
        thought || stripped.found(),
        cut,
        count(usage, "prompt_tokens"),
        count(usage, "completion_tokens"));
  }

  private static long count(@Nullable JsonNode usage, String key) {
    return usage == null ? -1 : Math.max(-1, usage.path(key).asLong(-1));
  }

  /// What a body says about an error, as far as it can be told.
  static String errorText(String body) {
    try {
      return errorText(Json.parseForeign(body, DEEPEST));
    } catch (IOException _) {
      return body;
    }
  }

  private static String errorText(JsonNode body) {
    JsonNode error = body.path("error");
    for (JsonNode text : List.of(error.path("message"), error, body.path("message"))) {
      if (text.isTextual()) {
        return text.asText();
      }
    }
    return Json.line(body);
  }
}
