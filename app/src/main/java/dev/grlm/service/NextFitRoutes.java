package dev.grlm.service;

import dev.grlm.live.LiveRun;
import dev.grlm.live.NextFit;
import dev.grlm.live.NextFit.State;
import dev.grlm.live.Uncollected;
import dev.grlm.live.Upcoming;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What waits for the next fit, and how the last one stands.
final class NextFitRoutes {
  private final LiveRun live;

  NextFitRoutes(LiveRun live) {
    this.live = live;
  }

  List<Route> list() {
    return List.of(Route.get("/v1/next-fit", List.of(), this::nextFit));
  }

  /// @param waiting null as long as it is counted for the first time
  /// @param fit null where none was ever begun
  record Body(String run, long entries, @Nullable WaitingView waiting, @Nullable FitView fit) {}

  record WaitingView(
      long at,
      long fitted,
      long events,
      long users,
      int newItems,
      int changedItems,
      int erasedUsers,
      @Nullable Long oldest,
      @Nullable Long newest) {}

  record FitView(
      String from,
      String out,
      String state,
      String why,
      long begun,
      long seen,
      List<StageView> stages,
      NextFit.@Nullable Judged judged) {}

  record StageView(
      String name,
      String state,
      @Nullable Long begun,
      @Nullable Double seconds,
      @Nullable Double share) {}

  private Reply nextFit(Call call) throws InterruptedException {
    Upcoming found = live.upcoming().orElse(null);
    String run = found == null ? live.runs().getFirst() : found.run();
    return Reply.json(new Body(run, live.entriesSince(), waiting(found), fit(found)));
  }

  private static @Nullable WaitingView waiting(@Nullable Upcoming found) {
    Uncollected one = found == null ? null : found.waiting();
    return found == null || one == null
        ? null
        : new WaitingView(
            found.at(),
            found.fitted(),
            one.events(),
            one.users(),
            one.newItems(),
            one.changedItems(),
            one.erasedUsers(),
            one.oldest(),
            one.newest());
  }

  private static @Nullable FitView fit(@Nullable Upcoming found) {
    NextFit fit = found == null ? null : found.fit();
    return fit == null
        ? null
        : new FitView(
            fit.from(),
            fit.out(),
            label(fit.state()),
            fit.why(),
            fit.begun(),
            fit.seen(),
            fit.stages().stream()
                .filter(stage -> stage.begun() != null || isOpen(fit.state()))
                .map(stage -> view(stage, fit.state()))
                .toList(),
            fit.judged());
  }

  /// One that the run before had and that this one did not need is not to come any more.
  private static boolean isOpen(State state) {
    return state == State.WORKING || state == State.STOPPED || state == State.FAILED;
  }

  private static StageView view(NextFit.Stage stage, State fit) {
    String state = fit == State.WORKING ? "working" : "stopped";
    if (stage.seconds() != null) {
      state = "done";
    } else if (stage.begun() == null) {
      state = "waiting";
    }
    return new StageView(stage.name(), state, stage.begun(), stage.seconds(), stage.share());
  }

  static String label(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
