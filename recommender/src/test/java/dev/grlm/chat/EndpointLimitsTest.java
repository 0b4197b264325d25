package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.testkit.Behavior;
import dev.grlm.testkit.ChatAnswers;
import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Budget, concurrency, rate and waits, by the server's own count.
class EndpointLimitsTest {
  private static final int NEW = 30;

  /// Longer than any test: what shall time out is never answered.
  private static final Duration NEVER = Duration.ofHours(1);

  private static List<Ask> asks(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Ask("item " + i, NEW, 0, 1, 5)).toList();
  }

  private static long count(List<Reply> replies, Class<? extends Reply> kind) {
    return replies.stream().filter(kind::isInstance).count();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "57, 0", "57, 0.6"})
  void theBudgetOfCallsIsNeverExceeded(int budget, double misbehaving) throws IOException {
    try (var server =
            MisbehavingEndpoint.start(
                Behavior.Choice.drawn(3, misbehaving), Duration.ofMillis(1), NEVER);
        var client =
            EndpointChat.open(
                TestConfig.of(server.url())
                    .concurrency(16)
                    .timeout(Duration.ofMillis(500))
                    .retries(50)
                    .maxCalls(budget)
                    .build())) {
      List<Reply> replies = client.answer(asks(200));
      assertThat(client.usage().calls()).isEqualTo(budget);
      assertThat(server.count()).isLessThanOrEqualTo(budget);
      assertThat(count(replies, Reply.OverBudget.class))
          .isEqualTo(200 - count(replies, Reply.Text.class))
          .isGreaterThanOrEqualTo(200 - budget);
      int before = server.count();
      assertThat(client.answer(asks(3))).containsOnly(new Reply.OverBudget());
      assertThat(server.count()).isEqualTo(before);
    }
  }

  @Test
  void theBudgetOfTokensIsNeverExceededAndUsedUp() throws IOException {
    long answer = MisbehavingEndpoint.PROMPT_TOKENS + MisbehavingEndpoint.NEW_TOKENS;
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(1));
        var client =
            EndpointChat.open(
                TestConfig.of(server.url()).concurrency(16).maxTokens(40 * answer).build())) {
      List<Reply> replies = client.answer(asks(100));
      assertThat(server.count() * answer).isLessThanOrEqualTo(40 * answer);
      // The last calls are not sent, for by their bound they could cost several answers.
      assertThat(server.count()).isBetween(30, 40);
      assertThat(count(replies, Reply.Text.class)).isEqualTo(server.count());
      assertThat(count(replies, Reply.OverBudget.class)).isEqualTo(100 - server.count());
    }
  }

  @Test
  void theBudgetOfMoneyIsNeverExceeded() throws IOException {
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(1));
        var client =
            EndpointChat.open(
                TestConfig.of(server.url())
                    .concurrency(16)
                    .pricePerMillionPromptTokens(2)
                    .pricePerMillionNewTokens(8)
                    .maxCost(0.01)
                    .build())) {
      client.answer(asks(100));
      double each =
          (2 * MisbehavingEndpoint.PROMPT_TOKENS + 8 * MisbehavingEndpoint.NEW_TOKENS) / 1e6;
      assertThat(client.usage().cost()).isCloseTo(server.count() * each, within(1e-12));
      assertThat(server.count() * each).isLessThanOrEqualTo(0.01);
      assertThat(server.count()).isGreaterThan(15);
    }
  }

  /// Nobody is answered before so many ask at once.
  private static final class Meeting {
    private final CyclicBarrier barrier;
    private final AtomicInteger here = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Meeting(int size) {
      barrier = new CyclicBarrier(size);
    }

    CannedEndpoint.Canned answer() {
      most.accumulateAndGet(here.incrementAndGet(), Math::max);
      try {
        barrier.await();
      } catch (InterruptedException | BrokenBarrierException closed) {
        throw new IllegalStateException(closed);
      } finally {
        here.decrementAndGet();
      }
      return CannedEndpoint.Canned.of(false, ChatAnswers.whole("[a]", 9, 7));
    }
  }

  @Test
  void concurrencyIsBoundedForAllThreadsTogether() throws Exception {
    var meeting = new Meeting(5);
    try (var server = new CannedEndpoint(_ -> meeting.answer());
        var client = EndpointChat.open(server.config().concurrency(5).build())) {
      Thread other = Thread.startVirtualThread(() -> client.answer(asks(40)));
      assertThat(count(client.answer(asks(40)), Reply.Text.class)).isEqualTo(40);
      other.join();
      assertThat(server.requests).hasSize(80);
      assertThat(meeting.most).hasValue(5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPromptIsAnsweredHoweverTheServerMisbehaves(boolean stream) throws IOException {
    try (var server =
            MisbehavingEndpoint.start(Behavior.Choice.drawn(11, 0.5), Duration.ZERO, NEVER);
        var client =
            EndpointChat.open(
                TestConfig.of(server.url())
                    .concurrency(16)
                    .timeout(Duration.ofMillis(500))
                    .retries(30)
                    .stream(stream)
                    .build())) {
      List<Reply> replies = client.answer(asks(300));
      assertThat(count(replies, Reply.Text.class)).isEqualTo(300);
      assertThat(server.requests().stream().map(MisbehavingEndpoint.Request::behavior))
          .as("all kinds were met")
          .contains(Behavior.values());
      assertThat(client.usage().retries()).isEqualTo(client.usage().calls() - 300);
      assertThat(client.usage().calls()).isGreaterThanOrEqualTo(server.count());
      assertThat(client.usage().thoughts()).isPositive();
      assertThat(replies).noneMatch(reply -> ((Reply.Text) reply).text().contains("think"));
    }
  }

  @Test
  void aRateIsKept() {
    var rate = new RateLimit(120, 0);
    var plain = new SplittableRandom(4);
    long now = 0;
    double tokens = 2; // the bucket, told as a bucket
    for (int i = 0; i < 200; i++) {
      long passed = plain.nextLong(900_000_000);
      now += passed;
      tokens = Math.min(2, tokens + passed / 5e8) - 1;
      long wait = rate.take(now);
      assertThat((double) wait).isCloseTo(Math.max(0, -tokens * 5e8), within(1e3));
      now += wait;
      tokens += wait / 5e8;
    }
    assertThat(new RateLimit(0, 0).take(5)).isZero();
  }

  @Test
  void aRateHoldsCallsBack() throws IOException {
    var pace = new StandingPace();
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ZERO);
        var client =
            EndpointChat.open(
                TestConfig.of(server.url()).concurrency(8).requestsPerMinute(600).build(),
                _ -> "",
                pace)) {
      client.answer(asks(20)); // ten at once, then one every 100 ms
      assertThat(server.count()).isEqualTo(20);
      assertThat(pace.pauses().stream().map(Duration::toMillis))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).mapToObj(i -> i * 100).toList());
    }
  }

  @Test
  void waitsGrowAndDiffer() {
    var backoff = new Backoff(Duration.ofSeconds(1));
    for (int retry = 0; retry < 40; retry++) {
      int number = retry;
      long limit = Math.min(60_000, 1000L << Math.min(retry, 10));
      List<Long> waits =
          IntStream.range(0, 200).mapToObj(i -> backoff.pause(number, 7L * i).toMillis()).toList();
      assertThat(waits).allMatch(wait -> wait >= 0 && wait <= limit);
      assertThat(waits.stream().mapToLong(wait -> wait).average().orElseThrow())
          .isCloseTo(limit / 2.0, within(limit * 0.1));
      assertThat(backoff.pause(retry, 5)).isEqualTo(backoff.pause(retry, 5));
    }
    assertThat(new Backoff(Duration.ZERO).pause(3, 1)).isZero();
  }

  @Test
  void readsWhatAServerAsksToWait() {
    Instant now = Instant.parse("2026-01-05T10:00:00Z");
    assertThat(Backoff.asked(" 17 ", now)).contains(Duration.ofSeconds(17));
    assertThat(Backoff.asked("Mon, 05 Jan 2026 10:01:30 GMT", now))
        .contains(Duration.ofSeconds(90));
    assertThat(Backoff.asked("Mon, 05 Jan 2026 09:00:00 GMT", now)).contains(Duration.ZERO);
    assertThat(Backoff.asked("soon", now)).isEmpty();
    assertThat(Backoff.asked("-3", now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:8000, http://h:8000/v1/chat/completions",
    "http://h:8000/, http://h:8000/v1/chat/completions",
    "https://h/v1, https://h/v1/chat/completions",
    "https://h/openai/v1/, https://h/openai/v1/chat/completions",
    "HTTPS://h/v1/chat/completions, HTTPS://h/v1/chat/completions"
  })
  void takesABaseUrlAsClientsWriteIt(String url, String address) {
    assertThat(EndpointConfig.of(url, "m").address()).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8000",
        "ftp://h/v1",
        "file:///etc/passwd",
        "http:///v1",
        "https://sk-secret@h/v1",
        "https://h/v1?key=sk-secret",
        "https://h/v1#sk-secret",
        "https://h/ sk-secret"
      })
  void refusesOtherUrlsWithoutRepeatingThem(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EndpointConfig.of(url, "m"))
        .withMessageContaining("endpoint")
        .withMessageNotContaining("secret");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    var config = TestConfig.of("http://h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestConfig.of("http://h").concurrency(0).build())
        .withMessageEndingWith(": 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestConfig.of("http://h").retries(-1).build())
        .withMessageEndingWith(": -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestConfig.of("http://h").requestsPerMinute(Double.NaN).build())
        .withMessageEndingWith(": NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            TestConfig.of("http://h")
                .pricePerMillionPromptTokens(0)
                .pricePerMillionNewTokens(0)
                .maxCost(5)
                .build())
        .withMessageContaining("needs prices");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.timeout(Duration.ZERO).build())
        .withMessageContaining("timeout");
    assertThatIllegalArgumentException().isThrownBy(() -> EndpointConfig.of("http://h", " "));
  }
}
