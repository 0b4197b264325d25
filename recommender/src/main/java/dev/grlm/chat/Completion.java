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
/// @param promptTokens as the server counted, -1 where it does not say
/// @param newTokens likewise
record Completion(String text, boolean thought, long promptTokens, long newTokens) {
  private static final int DEEPEST = 64;

  /// @throws IOException in one line, when the body is something else, an error or cut off
  static Completion read(String body, boolean events) throws IOException {
    return events || body.startsWith("data:") || body.startsWith(":")
        ? readEvents(body)
        : readWhole(body);
  }

  private static Completion readWhole(String body) throws IOException {
    JsonNode answer = object(body);
    JsonNode message = answer.path("choices").path(0).path("message");
    if (!message.isObject() || !(message.path("content").isTextual() || absent(message))) {
      throw new IOException("no chat completion: there is no message in its first choice");
    }
    boolean thought = thought(message);
    return of(message.path("content").asText(""), thought, answer.get("usage"));
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
        usage = piece.path("usage").isObject() ? piece.path("usage") : usage;
      }
    }
    if (!ended) {
      throw new IOException("the stream was cut after " + text.length() + " characters");
    }
    return of(text.toString(), thought, usage);
  }

  private static JsonNode object(String json) throws IOException {
    JsonNode value = Json.parseForeign(json, DEEPEST);
    if (value.hasNonNull("error")) {
      throw new IOException("the server says: " + errorText(value));
    }
    if (!value.isObject()) {
      throw new IOException("no chat completion: not an object");
    }
    return value;
  }

  private static Completion of(String text, boolean thought, @Nullable JsonNode usage) {
    ThinkBlock stripped = ThinkBlock.strip(text);
    return new Completion(
        stripped.answer().strip(),
        thought || stripped.found(),
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
