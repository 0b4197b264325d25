package dev.grlm.service;

import dev.grlm.live.Answer;
import dev.grlm.live.Ask;
import dev.grlm.live.Experiment;
import dev.grlm.live.Explanation;
import dev.grlm.live.LiveRun;
import dev.grlm.live.Timed;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// What next.
final class RecommendationRoutes {
  private static final String PATH = "/v1/recommendations";

  private final LiveRun live;
  private final Callers explaining;
  private final Operations operations;
  private final AnswerMetrics metrics;

  /// @param mostExplained explanations of one caller at once, those that wait included
  RecommendationRoutes(
      LiveRun live, int mostExplained, Operations operations, AnswerMetrics metrics) {
    this.live = live;
    this.explaining = Callers.each(mostExplained, "explanations");
    this.operations = operations;
    this.metrics = metrics;
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

  /// @throws Problem 400 when it asks for a domain or a second run that there is not
  private Ask known(Ask ask) {
    try {
      live.require(ask);
    } catch (IllegalArgumentException unknown) {
      throw Problem.badRequest(String.valueOf(unknown.getMessage()));
    }
    return ask;
  }

  private List<Timed> timed(List<Ask> asks, Call call) throws InterruptedException {
    List<Timed> answers = live.timed(asks, call.caller());
    operations.traces().answered(answers.stream().map(Timed::timing).toList());
    return answers;
  }

  private Views.Recommendations shown(Ask ask, Timed timed) {
    metrics.waited(timed.timing());
    return shown(ask, timed.answer());
  }

  /// Whoever gets an answer may say by its id what came of it. One of an arm that was named is for
  /// somebody who compares the two: it was shown to no customer, counts nowhere and has no id.
  private Views.Recommendations shown(Ask ask, Answer answer) {
    if (ask.arm() != null) {
      return Views.Recommendations.of(ask, answer, null);
    }
    metrics.answered(answer);
    String experiment = live.experiment().map(Experiment::name).orElse(null);
    String id = operations.feedback().shown(experiment, ask.user(), answer);
    return Views.Recommendations.of(ask, answer, id);
  }

  private Reply recommend(Call call) throws IOException, InterruptedException {
    Ask ask = ask(call);
    return Reply.json(shown(ask, timed(List.of(ask), call).getFirst()));
  }

  private Reply batch(Call call) throws IOException, InterruptedException {
    List<Ask> asks = call.body(Requests.Batch.class).asks(call.settings());
    asks.forEach(this::known);
    List<Timed> answers = timed(asks, call);
    return Reply.json(
        new Views.Answers(
            IntStream.range(0, asks.size())
                .mapToObj(i -> shown(asks.get(i), answers.get(i)))
                .toList()));
  }

  private Reply explain(Call call) throws Exception {
    Ask ask = ask(call);
    try (Callers.Turn _ = explaining.enter(call.caller())) {
      Explanation explanation =
          operations.traces().within("explain", () -> live.explain(ask, call.caller()));
      return Reply.json(Views.Explained.of(shown(ask, explanation.answer()), explanation.beams()));
    }
  }
}
