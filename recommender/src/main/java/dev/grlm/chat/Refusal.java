package dev.grlm.chat;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a refusal says about further calls, by its status and the server's words.
enum Refusal {
  /// The same call may do in a while.
  LATER,
  /// This prompt is refused; others may do.
  PROMPT,
  /// The request as such is not taken: where nobody has been answered yet, nobody will be.
  REQUEST,
  /// No call will do until somebody changes something.
  FOR_GOOD;

  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504);
  private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 413, 422);

  /// Status words that providers behind a gateway use of their own: 520 to 529 pass, too.
  private static final int FIRST_OF_GATEWAYS = 520;

  private static final int LAST_OF_GATEWAYS = 599;

  /// An empty account comes as 429 or 400, too, and does not fill up while we wait.
  private static final Pattern NO_MONEY =
      Pattern.compile(
          "insufficient.?(user.?)?(quota|credit|balance|funds)|exceeded.?current.?quota|billing"
              + "|credit.balance|account.?(is.?)?(deactivated|suspended|disabled)");

  private static final Pattern OF_THE_PROMPT =
      Pattern.compile(
          "context|too.(long|large|many.(input.)?tokens)|prompt.*(length|tokens)"
              + "|content.?(filter|policy|management)|moderation|safety|flagged");

  private static final Pattern OVERLOADED =
      Pattern.compile(
          "rate.?limit|overload|server.?error|internal.?error|unavailable|time.?(d.)?out|try.again"
              + "|capacity|busy");

  /// @param status of HTTP, or one that the body of an error names
  /// @param words everything that the server says
  static Refusal of(int status, String words) {
    String text = words.toLowerCase(Locale.ROOT);
    if (NO_MONEY.matcher(text).find()) {
      return FOR_GOOD;
    }
    if (PASSING.contains(status) || (status >= FIRST_OF_GATEWAYS && status <= LAST_OF_GATEWAYS)) {
      return LATER;
    }
    if (OF_THE_REQUEST.contains(status)) {
      return OF_THE_PROMPT.matcher(text).find() ? PROMPT : REQUEST;
    }
    return FOR_GOOD;
  }

  /// Of an error that came with status 200 and names no status of its own.
  static Refusal ofWords(String words) {
    return OVERLOADED.matcher(words.toLowerCase(Locale.ROOT)).find() ? LATER : of(400, words);
  }
}
