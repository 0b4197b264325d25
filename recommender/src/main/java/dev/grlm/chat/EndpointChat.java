package dev.grlm.chat;

import dev.grlm.chat.CallOutcome.Answered;
import dev.grlm.chat.CallOutcome.GivenUp;
import dev.grlm.chat.CallOutcome.Later;
import dev.grlm.chat.CallOutcome.Locked;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Any server with an OpenAI-compatible `/v1/chat/completions`: vLLM, SGLang, llama.cpp server,
/// Ollama, hosted ones. Thread-safe; the limits of its configuration hold for all threads together.
///
/// Tried again is what may pass: 429, 500, 502, 503, 504 and their like, time-outs, broken
/// connections, cut streams and bodies that are no chat completion. After what no waiting mends
/// (401, 403, 404, an empty account; 400, an error with status 200 or nobody listening, where
/// nobody has been answered yet) nothing is sent any more; nor, within one call of [#answer(List)],
/// after [#MOST_IN_VAIN] prompts in a row were given up, each after all its tries.
public final class EndpointChat implements ChatClient {
  /// Prompts that get all their tries although nobody answers.
  static final int MOST_IN_VAIN = 8;

  private final EndpointConfig config;
  private final Pace pace;
  private final Budget budget;
  private final RateLimit rate;
  private final Backoff backoff;
  private final Semaphore flights;
  private final HttpClient http;
  private final Wire wire;
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong thoughts = new AtomicLong();

  /// Why nothing is sent any more.
  private volatile @Nullable String locked;

  private volatile boolean answered;

  private EndpointChat(EndpointConfig config, String key, Pace pace) {
    this.config = config;
    this.pace = pace;
    budget = new Budget(config);
    rate = new RateLimit(config.requestsPerMinute(), pace.nanoTime());
    backoff = new Backoff(config.backoff());
    flights = new Semaphore(config.concurrency(), true);
    // HTTP/2's upgrade header makes some of these servers drop the body; a redirect would show the
    // key to another host.
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.timeout())
            .build();
    wire = new Wire(config, key, http, new RequestWriter(config));
  }

  /// @throws IOException when the environment variable of the key is not set
  public static EndpointChat open(EndpointConfig config) throws IOException {
    return open(config, name -> String.valueOf(System.getenv().getOrDefault(name, "")));
  }

  /// @param environment values by name, empty where there is none
  static EndpointChat open(EndpointConfig config, UnaryOperator<String> environment)
      throws IOException {
    return open(config, environment, Pace.REAL);
  }

  static EndpointChat open(EndpointConfig config, UnaryOperator<String> environment, Pace pace)
      throws IOException {
    String variable = config.keyVariable();
    String key = variable.isEmpty() ? "" : environment.apply(variable).strip();
    if (!variable.isEmpty() && key.isEmpty()) {
      throw new IOException(
          "the environment variable " + variable + ", which shall hold the key, is not set");
    }
    if (!key.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
      throw new IOException(
          "the environment variable " + variable + " holds characters that a key cannot have");
    }
    return new EndpointChat(config, key, pace);
  }

  @Override
  public String identity() {
    return "endpoint %s model %s format %s"
        .formatted(config.address(), config.model(), config.format());
  }

  @Override
  public List<Reply> answer(List<Ask> asks) {
    return answer(asks, (_, _) -> {});
  }

  @Override
  public List<Reply> answer(List<Ask> asks, Arrival arrival) {
    var replies = new AtomicReferenceArray<@Nullable Reply>(asks.size());
    var next = new AtomicInteger();
    var failure = new AtomicReference<@Nullable Throwable>();
    var inVain = new InVain();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Math.min(config.concurrency(), asks.size()); i++) {
        workers.execute(() -> {
          try {
            for (int place = next.getAndIncrement();
                place < asks.size() && failure.get() == null;
                place = next.getAndIncrement()) {
              Reply reply = reply(asks.get(place), inVain);
              replies.set(place, reply);
              arrival.arrived(place, reply);
            }
          } catch (RuntimeException | Error broken) {
            failure.compareAndSet(null, broken);
          }
        });
      }
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException broken -> throw broken;
      case Throwable broken -> throw new IllegalStateException(broken);
    }
    var list = new ArrayList<Reply>();
    for (int i = 0; i < asks.size(); i++) {
      Reply reply = replies.get(i);
      list.add(reply == null ? new Reply.Failed("not asked") : reply);
    }
    return list;
  }

  private Reply reply(Ask ask, InVain inVain) {
    try {
      return replyOrEnd(ask, inVain);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Reply.Failed("interrupted");
    }
  }

  private Reply replyOrEnd(Ask ask, InVain inVain) throws InterruptedException {
    int tries = 0;
    while (true) {
      String reason = locked;
      if (reason != null) {
        return new Reply.Refused(reason);
      }
      if (inVain.enough()) {
        return new Reply.Refused(inVain.why());
      }
      CallOutcome outcome = call(ask);
      switch (outcome) {
        case CallOutcome.NoBudget() -> {
          return new Reply.OverBudget();
        }
        case Answered(Completion completion) -> {
          answered = true;
          inVain.end();
          thoughts.addAndGet(completion.thought() ? 1 : 0);
          return new Reply.Text(
              completion.text(),
              Math.max(0, completion.promptTokens()),
              Math.max(0, completion.newTokens()),
              completion.cut());
        }
        case Locked(String why) -> locked = why;
        case CallOutcome.NotTaken(String why, boolean passing) -> {
          if (answered && !passing) {
            return new Reply.Failed(why);
          }
          if (!answered) {
            locked = why;
            continue;
          }
          Reply.Failed failed = waited(new Later(why, Duration.ZERO), ask, tries++);
          if (failed != null) {
            inVain.add(failed.reason());
            return failed;
          }
        }
        case GivenUp(String why) -> {
          return new Reply.Failed(why);
        }
        case CallOutcome.Simpler(
                ) -> {} // at once, and no more often than there are fields to leave out
        case Later later -> {
          Reply.Failed failed = waited(later, ask, tries++);
          if (failed != null) {
            inVain.add(failed.reason());
            return failed;
          }
        }
      }
    }
  }

  /// Waits for another try.
  ///
  /// @return what came of the prompt where there is none
  private Reply.@Nullable Failed waited(Later later, Ask ask, int tries)
      throws InterruptedException {
    Duration asked = later.asked();
    if (tries == config.retries() || asked.compareTo(Backoff.LONGEST_ASKED) > 0) {
      return new Reply.Failed(givenUp(later.reason(), asked, tries));
    }
    retried.incrementAndGet();
    pace.pause(asked.plus(backoff.pause(tries, ask.seed() + ask.prompt().hashCode())));
    return null;
  }

  /// Prompts of one call that were given up one after the other, each after all its tries.
  private static final class InVain {
    private int prompts;
    private String why = "";

    synchronized void add(String reason) {
      prompts++;
      why = reason;
    }

    synchronized void end() {
      prompts = 0;
    }

    synchronized boolean enough() {
      return prompts >= MOST_IN_VAIN;
    }

    synchronized String why() {
      return why;
    }
  }

  private static String givenUp(String why, Duration asked, int tries) {
    return asked.compareTo(Backoff.LONGEST_ASKED) > 0
        ? "%s; the server asks to wait %d s".formatted(why, asked.toSeconds())
        : "%s; given up after %d tries".formatted(why, tries + 1);
  }

  /// One call, from its reservation to its settlement.
  private CallOutcome call(Ask ask) throws InterruptedException {
    flights.acquire();
    try {
      if (locked != null) {
        return new Locked(String.valueOf(locked));
      }
      RequestWriter.Written body = wire.write(ask);
      Budget.Reservation reservation = budget.reserve(body.promptBound(), ask.maxTokens());
      if (reservation == null) {
        return new CallOutcome.NoBudget();
      }
      Wire.Sent sent;
      try {
        pace.pause(Duration.ofNanos(rate.take(pace.nanoTime())));
        sent = wire.send(body);
      } catch (InterruptedException | RuntimeException ended) {
        reservation.settleUnknown();
        throw ended;
      }
      settle(reservation, sent);
      return sent.outcome();
    } finally {
      flights.release();
    }
  }

  private static void settle(Budget.Reservation reservation, Wire.Sent sent) {
    if (sent.outcome() instanceof Answered(Completion completion)) {
      reservation.settleKnown(completion.promptTokens(), completion.newTokens());
    } else if (sent.refused()) {
      reservation.settle(0, 0);
    } else {
      reservation.settleUnknown();
    }
  }

  /// What was used so far.
  public Usage usage() {
    Budget.Spent spent = budget.spent();
    return new Usage(
        spent.calls(),
        retried.get(),
        spent.promptTokens(),
        spent.newTokens(),
        spent.cost(),
        thoughts.get(),
        wire.refused());
  }

  /// What an endpoint was used for. Calls of which nobody says what they used (time-outs, cut
  /// answers) count with the most that they can have used.
  ///
  /// @param calls that were sent or are about to be
  /// @param retries how many of the prompts' failures were followed by another try
  /// @param promptTokens that were read
  /// @param newTokens that were written
  /// @param cost in the currency of the prices
  /// @param thoughts answers from which think text was stripped
  /// @param refused fields that the server refused and that are left out since
  public record Usage(
      long calls,
      long retries,
      long promptTokens,
      long newTokens,
      double cost,
      long thoughts,
      List<String> refused) {}

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
