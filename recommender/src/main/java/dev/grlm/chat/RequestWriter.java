package dev.grlm.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Writes requests of one endpoint, and remembers which fields it refuses. Thread-safe.
final class RequestWriter {
  /// Tokens that a chat template may add to a prompt, with a system turn of its own.
  private static final int TEMPLATE_TOKENS = 256;

  /// Some servers hold a seed in 31 bits.
  private static final long LARGEST_SEED = Integer.MAX_VALUE;

  private final EndpointConfig config;
  private final Set<OptionalField> refused = ConcurrentHashMap.newKeySet();

  /// What not every server understands. Most ignore what they do not know, some answer 400.
  enum OptionalField {
    RESPONSE_FORMAT("response_format", "response_format|json_schema|guided|structured|grammar"),
    /// asks the template of vLLM, SGLang and llama.cpp not to open a thought
    TEMPLATE("chat_template_kwargs", "chat_template_kwargs|enable_thinking"),
    /// asks Ollama and hosted models the same
    EFFORT("reasoning_effort", "reasoning_effort"),
    USAGE("stream_options", "stream_options|include_usage"),
    /// newer hosted models know `max_completion_tokens` only
    LIMIT("max_tokens", "use 'max_completion_tokens'"),
    SEED("seed", "\\bseed\\b"),
    TEMPERATURE("temperature", "temperature");

    private final String key;

    /// Matches an error that is about it.
    private final String words;

    OptionalField(String key, String words) {
      this.key = key;
      this.words = words;
    }
  }

  /// @param sent the optional fields in it
  /// @param promptBound tokens of the prompt at most: no tokenizer in use makes more tokens than
  ///   there are bytes
  record Written(String text, Set<OptionalField> sent, long promptBound) {}

  RequestWriter(EndpointConfig config) {
    this.config = config;
  }

  Written write(ChatClient.Ask ask) {
    var sent = EnumSet.allOf(OptionalField.class);
    sent.removeAll(refused);
    if (ask.terms() == 0 || config.format() == EndpointConfig.AnswerFormat.TEXT) {
      sent.remove(OptionalField.RESPONSE_FORMAT);
    }
    if (!config.stream()) {
      sent.remove(OptionalField.USAGE);
    }
    ObjectNode body = Json.object().put("model", config.model());
    body.putArray("messages").addObject().put("role", "user").put("content", ask.prompt());
    body.put(
        sent.contains(OptionalField.LIMIT) ? "max_tokens" : "max_completion_tokens",
        ask.maxTokens());
    body.put("stream", config.stream());
    for (OptionalField field : sent) {
      add(field, body, ask);
    }
    long bytes = ask.prompt().getBytes(StandardCharsets.UTF_8).length;
    if (sent.contains(OptionalField.RESPONSE_FORMAT)) {
      bytes += Json.line(body.get("response_format")).length();
    }
    return new Written(Json.line(body), sent, bytes + TEMPLATE_TOKENS);
  }

  private static void add(OptionalField field, ObjectNode body, ChatClient.Ask ask) {
    switch (field) {
      case RESPONSE_FORMAT -> addSchema(body, ask.terms());
      case TEMPLATE -> body.putObject("chat_template_kwargs").put("enable_thinking", false);
      case EFFORT -> body.put("reasoning_effort", "none");
      case USAGE -> body.putObject("stream_options").put("include_usage", true);
      case LIMIT -> {} // either name is written
      case SEED -> body.put("seed", ask.seed() & LARGEST_SEED);
      case TEMPERATURE -> body.put("temperature", ask.temperature());
    }
  }

  private static void addSchema(ObjectNode body, int terms) {
    ObjectNode format = body.putObject("response_format").put("type", "json_schema");
    ObjectNode named = format.putObject("json_schema").put("name", "terms").put("strict", true);
    ObjectNode schema = named.putObject("schema").put("type", "object");
    ObjectNode list = schema.putObject("properties").putObject("terms").put("type", "array");
    list.putObject("items").put("type", "string");
    list.put("minItems", terms).put("maxItems", terms);
    schema.putArray("required").add("terms");
    schema.put("additionalProperties", false);
  }

  /// Whether an error is about a field that `written` holds: it is left out from now on, one field
  /// an error, for the text may name more than is at fault.
  boolean refuses(Written written, String error) {
    String text = error.toLowerCase(Locale.ROOT);
    for (OptionalField field : written.sent()) {
      if (Pattern.compile(field.words).matcher(text).find()) {
        refused.add(field);
        return true;
      }
    }
    return false;
  }

  /// Fields that the server refused.
  List<String> refused() {
    var names = new ArrayList<String>();
    refused.stream().sorted().forEach(field -> names.add(field.key));
    return names;
  }
}
