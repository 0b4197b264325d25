package dev.grlm.testkit;

/// Answers in OpenAI's protocol of chat completions.
public final class ChatAnswers {
  private static final int PIECE = 7;

  private ChatAnswers() {}

  /// One JSON object.
  public static String whole(String text, long promptTokens, long newTokens) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"test","choices":[\
    {"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],%s}\
    """
        .formatted(JsonText.quoted(text), usage(promptTokens, newTokens));
  }

  /// A stream of server-sent events, the last with the usage.
  public static String events(String text, long promptTokens, long newTokens) {
    var events = new StringBuilder(event("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(from + PIECE, text.length());
      to -= to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
      String piece = JsonText.quoted(text.substring(from, to));
      events.append(event("{\"content\":%s}".formatted(piece), "null"));
      from = to;
    }
    return events
        .append(event("{}", "\"stop\""))
        .append(
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[],%s}\n\n"
                .formatted(usage(promptTokens, newTokens)))
        .append("data: [DONE]\n\n")
        .toString();
  }

  private static String event(String delta, String finish) {
    return """
    data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"test",\
    "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

    """
        .formatted(delta, finish);
  }

  private static String usage(long promptTokens, long newTokens) {
    return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(promptTokens, newTokens, promptTokens + newTokens);
  }
}
