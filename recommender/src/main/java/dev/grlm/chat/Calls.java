package dev.grlm.chat;

import java.time.Duration;

/// How an endpoint is called, what calls cost and how many there may be: settings, on which no
/// answer depends.
///
/// @param keyVariable environment variable that holds the key; empty where none is needed
/// @param concurrency calls in flight at most
/// @param requestsPerMinute at most; 0 for no limit
/// @param timeoutSeconds of one call
/// @param retries of one prompt, after a call that failed
/// @param maxCalls budget of calls, retries counted; 0 for none
/// @param maxTokens budget of tokens, read and written; 0 for none
/// @param pricePerMillionPromptTokens in any currency
/// @param pricePerMillionNewTokens in the same
/// @param maxCost budget in the same; 0 for none
public record Calls(
    String keyVariable,
    int concurrency,
    double requestsPerMinute,
    double timeoutSeconds,
    int retries,
    long maxCalls,
    long maxTokens,
    double pricePerMillionPromptTokens,
    double pricePerMillionNewTokens,
    double maxCost) {
  public static final Calls DEFAULT = new Calls("", 8, 0, 120, 5, 0, 0, 0, 0, 0);

  public Calls {
    atLeast("calls in flight", concurrency, 1);
    atLeast("requests per minute", requestsPerMinute, 0);
    atLeast("retries", retries, 0);
    atLeast("the budget of calls", (double) maxCalls, 0);
    atLeast("the budget of tokens", (double) maxTokens, 0);
    atLeast("the price of a million prompt tokens", pricePerMillionPromptTokens, 0);
    atLeast("the price of a million new tokens", pricePerMillionNewTokens, 0);
    atLeast("the budget of money", maxCost, 0);
    if (!(timeoutSeconds > 0)) {
      throw new IllegalArgumentException("the timeout must be above 0 s, is " + timeoutSeconds);
    }
    if (maxCost > 0 && pricePerMillionPromptTokens + pricePerMillionNewTokens == 0) {
      throw new IllegalArgumentException("a budget of money needs prices, is " + maxCost);
    }
  }

  /// An endpoint that is called so.
  ///
  /// @throws IllegalArgumentException in one line, when it is no URL or the model has no name
  public EndpointConfig endpoint(String url, String model) {
    return new EndpointConfig(
        url,
        model,
        keyVariable,
        concurrency,
        requestsPerMinute,
        Duration.ofMillis(Math.round(1e3 * timeoutSeconds)),
        retries,
        EndpointConfig.DEFAULT_BACKOFF,
        budget(maxCalls),
        budget(maxTokens),
        pricePerMillionPromptTokens,
        pricePerMillionNewTokens,
        maxCost == 0 ? Double.POSITIVE_INFINITY : maxCost,
        EndpointConfig.AnswerFormat.SCHEMA,
        false);
  }

  private static long budget(long most) {
    return most == 0 ? EndpointConfig.UNLIMITED : most;
  }

  private static void atLeast(String what, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(
          what + " must be at least " + plain(least) + ", is " + plain(value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
