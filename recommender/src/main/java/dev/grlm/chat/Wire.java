package dev.grlm.chat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Sends one request and says what came of it. Thread-safe.
final class Wire {
  /// An answer is some hundred bytes; this only keeps a broken server from filling the memory.
  private static final long LARGEST_BODY = 1 << 24;

  private static final int LONGEST_REASON = 300;

  private final EndpointConfig config;
  private final String key;
  private final HttpClient http;
  private final RequestWriter bodies;

  /// @param key empty for none
  Wire(EndpointConfig config, String key, HttpClient http, RequestWriter bodies) {
    this.config = config;
    this.key = key;
    this.http = http;
    this.bodies = bodies;
  }

  /// @param refused whether the server said by its status that it did nothing
  record Sent(CallOutcome outcome, boolean refused) {}

  RequestWriter.Written write(ChatClient.Ask ask) {
    return bodies.write(ask);
  }

  List<String> refused() {
    return bodies.refused();
  }

  Sent send(RequestWriter.Written body) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> flight =
        http.sendAsync(
            request(body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
    try {
      // The client's own timeout ends with the headers, not with the last byte.
      return sent(flight.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS), body);
    } catch (TimeoutException _) {
      flight.cancel(true);
      return later("no answer within " + config.timeout().toMillis() + " ms", Duration.ZERO);
    } catch (ExecutionException broken) {
      return broken(broken.getCause() == null ? broken : broken.getCause());
    } catch (InterruptedException ended) {
      flight.cancel(true);
      throw ended;
    }
  }

  private Sent broken(Throwable cause) {
    String where = config.address().getAuthority();
    return switch (cause) {
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          notTaken("there is no host %s".formatted(config.address().getHost()));
      case HttpConnectTimeoutException _ -> later(where + " is not reached", Duration.ZERO);
      case ConnectException _ -> notTaken("nobody listens at " + where);
      case SSLException insecure ->
          notTaken("no secure connection to %s: %s".formatted(where, message(insecure)));
      default ->
          later("the connection to %s broke: %s".formatted(where, message(cause)), Duration.ZERO);
    };
  }

  private Sent notTaken(String reason) {
    return new Sent(new CallOutcome.NotTaken(line(reason), true), true);
  }

  private static String message(Throwable cause) {
    String text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }

  private HttpRequest request(RequestWriter.Written body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.address())
            .header("Content-Type", "application/json")
            .header("Accept", config.stream() ? "text/event-stream" : "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.text(), StandardCharsets.UTF_8));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  private Sent sent(HttpResponse<byte[]> response, RequestWriter.Written written) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    int status = response.statusCode();
    if (status == 200) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      try {
        return new Sent(
            new CallOutcome.Answered(Completion.read(body, type.startsWith("text/event-stream"))),
            false);
      } catch (Completion.ServerError error) {
        return refused(
            error.refusal(), "status 200, but " + error.getMessage(), response, written, body);
      } catch (IOException broken) {
        return later(String.valueOf(broken.getMessage()), Duration.ZERO);
      }
    }
    String error = Completion.errorText(body);
    return refused(
        Refusal.of(status, body), "status " + status + ": " + error, response, written, error);
  }

  private Sent refused(
      Refusal refusal,
      String reason,
      HttpResponse<byte[]> response,
      RequestWriter.Written written,
      String error) {
    String line = line(reason);
    CallOutcome outcome =
        switch (refusal) {
          case LATER -> new CallOutcome.Later(line, asked(response));
          case FOR_GOOD -> new CallOutcome.Locked(line);
          case PROMPT, REQUEST ->
              bodies.refuses(written, error)
                  ? new CallOutcome.Simpler()
                  : refusal == Refusal.PROMPT
                      ? new CallOutcome.GivenUp(line)
                      : new CallOutcome.NotTaken(line, false);
        };
    return new Sent(outcome, true);
  }

  private static Duration asked(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(header -> Backoff.asked(header, Instant.now()))
        .orElse(Duration.ZERO);
  }

  private Sent later(String reason, Duration asked) {
    return new Sent(new CallOutcome.Later(line(reason), asked), false);
  }

  /// One short line without the key, which some servers repeat.
  private String line(String text) {
    String hidden = key.isEmpty() ? text : text.replace(key, "***");
    String flat = hidden.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return flat.length() <= LONGEST_REASON ? flat : flat.substring(0, LONGEST_REASON) + " …";
  }
}
