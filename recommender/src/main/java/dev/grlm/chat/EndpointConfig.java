package dev.grlm.chat;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/// How an endpoint is asked.
///
/// @param url of the interface as OpenAI clients take it, such as `http://localhost:8000/v1`;
///   `/chat/completions` is added
/// @param model as the server names it
/// @param keyVariable environment variable that holds the key; empty where none is needed
/// @param concurrency calls in flight at most
/// @param requestsPerMinute at most; 0 for no limit
/// @param timeout of one call, from sending to the last byte
/// @param retries of one prompt after its first call
/// @param backoff longest wait before the first retry; it doubles with each further one
/// @param maxCalls budget of calls, every retry counted; [#UNLIMITED] for none
/// @param maxTokens budget of tokens, read and written ones together; [#UNLIMITED] for none
/// @param pricePerMillionPromptTokens in any currency
/// @param pricePerMillionNewTokens in the same currency
/// @param maxCost budget in that currency; infinite for none
/// @param format what is asked for where a prompt wants terms
/// @param stream whether answers come in pieces, which keeps proxies from ending long calls
@RecordBuilder
public record EndpointConfig(
    String url,
    String model,
    String keyVariable,
    int concurrency,
    double requestsPerMinute,
    Duration timeout,
    int retries,
    Duration backoff,
    long maxCalls,
    long maxTokens,
    double pricePerMillionPromptTokens,
    double pricePerMillionNewTokens,
    double maxCost,
    AnswerFormat format,
    boolean stream)
    implements EndpointConfigBuilder.With {
  /// How terms are asked for.
  public enum AnswerFormat {
    /// a JSON object that follows a schema, bound by the server where it can
    SCHEMA,
    /// what the prompt says
    TEXT
  }

  public static final long UNLIMITED = Long.MAX_VALUE;
  public static final int DEFAULT_CONCURRENCY = 8;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
  public static final int DEFAULT_RETRIES = 5;
  public static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(1);

  private static final int MOST_CALLS_AT_ONCE = 1_024;
  private static final String PATH = "/chat/completions";

  /// @throws IllegalArgumentException in one line
  public EndpointConfig {
    address(url);
    check(!model.isBlank(), "an endpoint needs the name of a model", model);
    check(
        concurrency >= 1 && concurrency <= MOST_CALLS_AT_ONCE,
        "calls in flight must be 1 to " + MOST_CALLS_AT_ONCE,
        concurrency);
    check(
        requestsPerMinute >= 0 && Double.isFinite(requestsPerMinute),
        "requests per minute must be 0 or more",
        requestsPerMinute);
    check(timeout.isPositive(), "the timeout must be above 0", timeout);
    check(retries >= 0, "retries must be 0 or more", retries);
    check(!backoff.isNegative(), "the back-off must be 0 or more", backoff);
    check(maxCalls >= 0, "the budget of calls must be 0 or more", maxCalls);
    check(maxTokens >= 0, "the budget of tokens must be 0 or more", maxTokens);
    checkPrice("price of a million prompt tokens", pricePerMillionPromptTokens);
    checkPrice("price of a million new tokens", pricePerMillionNewTokens);
    check(maxCost >= 0, "the budget of money must be 0 or more", maxCost);
    check(
        Double.isInfinite(maxCost) || pricePerMillionPromptTokens + pricePerMillionNewTokens > 0,
        "a budget of money needs prices",
        maxCost);
  }

  /// Everything at its default: no key, no limit of rate and no budget.
  public static EndpointConfig of(String url, String model) {
    return new EndpointConfig(
        url,
        model,
        "",
        DEFAULT_CONCURRENCY,
        0,
        DEFAULT_TIMEOUT,
        DEFAULT_RETRIES,
        DEFAULT_BACKOFF,
        UNLIMITED,
        UNLIMITED,
        0,
        0,
        Double.POSITIVE_INFINITY,
        AnswerFormat.SCHEMA,
        false);
  }

  private static void checkPrice(String name, double price) {
    check(price >= 0 && Double.isFinite(price), "the " + name + " must be 0 or more", price);
  }

  private static void check(boolean fine, String rule, Object value) {
    if (!fine) {
      throw new IllegalArgumentException(rule + ": " + value);
    }
  }

  /// Where calls go.
  URI address() {
    return address(url);
  }

  /// What is refused here could hold a key, so it is not in the message.
  private static URI address(String url) {
    URI base;
    try {
      base = new URI(url.strip());
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("the endpoint is not a URL");
    }
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    check(
        scheme.equals("http") || scheme.equals("https"),
        "the endpoint's URL must begin with http:// or https://, not",
        scheme);
    if (base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getHost() == null) {
      throw new IllegalArgumentException(
          "the endpoint's URL must be a host and a path, without user, query or fragment");
    }
    String path = String.valueOf(base.getRawPath()).replaceFirst("/+$", "");
    String full = path.endsWith(PATH) ? path : (path.isEmpty() ? "/v1" : path) + PATH;
    return base.resolve(full);
  }
}
