package dev.grlm.service;

import dev.grlm.live.Experiment;
import dev.grlm.live.Feedback;
import dev.grlm.live.LiveRun;
import dev.grlm.live.OnlineFigures;
import dev.grlm.live.OnlineRate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What came of what was shown, of each run and arm, and of two arms side by side.
final class ExperimentRoutes {
  private final LiveRun live;
  private final Feedback feedback;

  ExperimentRoutes(LiveRun live, Feedback feedback) {
    this.live = live;
    this.feedback = feedback;
  }

  List<Route> list() {
    return List.of(Route.get("/v1/experiments", List.of(), this::experiments));
  }

  /// @param experiment the one under way
  record Experiments(
      @Nullable Running experiment, List<Figures> figures, List<Compared> compared, Lists lists) {}

  record Running(String name, String a, String b, double share) {}

  record Lists(int kept, long dropped) {}

  record Figures(
      @Nullable String experiment,
      String run,
      @Nullable String arm,
      long since,
      long shown,
      long clicked,
      long bought,
      long purchases,
      long hits,
      List<Long> clickPlaces,
      List<Long> hitPlaces,
      Rate clickThrough,
      Rate conversion,
      Rate hitRate) {
    static Figures of(OnlineFigures one) {
      return new Figures(
          orNull(one.experiment()),
          one.run(),
          orNull(one.arm()),
          one.since(),
          one.shown(),
          one.clicked(),
          one.bought(),
          one.purchases(),
          one.hits(),
          one.clickPlaces(),
          one.hitPlaces(),
          Rate.of(one.clickThrough()),
          Rate.of(one.conversion()),
          Rate.of(one.hitRate()));
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  /// Without anything to count there is no share.
  record Rate(@Nullable Double value, double low, double high, long of) {
    static Rate of(OnlineRate rate) {
      return new Rate(rate.of() == 0 ? null : rate.value(), rate.low(), rate.high(), rate.of());
    }
  }

  /// @param difference what B has more than A
  record Compared(String rate, double difference, double low, double high, String words) {}

  private Reply experiments(Call call) {
    Experiment running = live.experiment().orElse(null);
    List<OnlineFigures> all = feedback.figures();
    Feedback.Size size = feedback.size();
    List<String> runs = live.runs();
    return Reply.json(
        new Experiments(
            running == null
                ? null
                : new Running(running.name(), runs.get(0), runs.get(1), running.share()),
            all.stream().map(Figures::of).toList(),
            running == null ? List.of() : compared(running, runs, all),
            new Lists(size.lists(), size.dropped())));
  }

  private static List<Compared> compared(
      Experiment running, List<String> runs, List<OnlineFigures> all) {
    OnlineFigures a = of(running, Experiment.A, runs.get(0), all);
    OnlineFigures b = of(running, Experiment.B, runs.get(1), all);
    var compared = new ArrayList<Compared>();
    if (a != null && b != null) {
      compared.add(compared("clickThrough", a, b, OnlineFigures::clickThrough));
      compared.add(compared("conversion", a, b, OnlineFigures::conversion));
      compared.add(compared("hitRate", a, b, OnlineFigures::hitRate));
    }
    return compared;
  }

  private static @Nullable OnlineFigures of(
      Experiment running, String arm, String run, List<OnlineFigures> all) {
    return all.stream()
        .filter(one -> one.experiment().equals(running.name()))
        .filter(one -> one.arm().equals(arm) && one.run().equals(run))
        .findFirst()
        .orElse(null);
  }

  private static Compared compared(
      String name, OnlineFigures a, OnlineFigures b, Function<OnlineFigures, OnlineRate> rate) {
    OnlineRate.Difference difference = rate.apply(a).to(rate.apply(b));
    return new Compared(
        name, difference.value(), difference.low(), difference.high(), difference.words());
  }
}
