package dev.grlm.service;

import dev.grlm.live.Answer;
import dev.grlm.live.Ask;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// What next.
final class RecommendationRoutes {
  private static final String PATH = "/v1/recommendations";

  private final LiveRun live;
  private final Semaphore explained;

  /// @param mostExplained explanations made at once
  RecommendationRoutes(LiveRun live, int mostExplained) {
    this.live = live;
    this.explained = new Semaphore(mostExplained);
  }

  List<Route> list() {
    return List.of(
        Route.post(PATH, Scope.READ, this::recommend),
        Route.post(PATH + ":batch", Scope.READ, this::batch),
        Route.post(PATH + ":explain", Scope.READ, this::explain));
  }

  private Ask ask(Call call) throws IOException {
    return known(call.body(Requests.Recommend.class).ask(call.settings()));
  }

  /// @throws Problem 400 when it asks for a domain that there is not
  private Ask known(Ask ask) {
    try {
      live.require(ask);
    } catch (IllegalArgumentException unknown) {
      throw Problem.badRequest(String.valueOf(unknown.getMessage()));
    }
    return ask;
  }

  private Reply recommend(Call call) throws IOException, InterruptedException {
    Ask ask = ask(call);
    return Reply.json(
        Views.Recommendations.of(ask, live.recommend(List.of(ask), call.caller()).getFirst()));
  }

  private Reply batch(Call call) throws IOException, InterruptedException {
    List<Ask> asks = call.body(Requests.Batch.class).asks(call.settings());
    asks.forEach(this::known);
    List<Answer> answers = live.recommend(asks, call.caller());
    return Reply.json(
        new Views.Answers(
            IntStream.range(0, asks.size())
                .mapToObj(i -> Views.Recommendations.of(asks.get(i), answers.get(i)))
                .toList()));
  }

  private Reply explain(Call call) throws IOException, InterruptedException {
    Ask ask = ask(call);
    if (!explained.tryAcquire()) {
      throw Problem.later(429, "too many explanations at once", Duration.ofSeconds(1));
    }
    try {
      return Reply.json(Views.Explained.of(ask, live.explain(ask)));
    } finally {
      explained.release();
    }
  }
}
