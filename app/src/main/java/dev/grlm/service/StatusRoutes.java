package dev.grlm.service;

import dev.grlm.live.Feedback;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveStatus;
import dev.grlm.report.SavedReport;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How the service stands.
final class StatusRoutes {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final LiveRun live;
  private final ServiceMetrics metrics;
  private final Feedback feedback;

  StatusRoutes(LiveRun live, ServiceMetrics metrics, Feedback feedback) {
    this.live = live;
    this.metrics = metrics;
    this.feedback = feedback;
  }

  List<Route> list() {
    return List.of(
        Route.get("/v1/report", List.of(), this::report),
        Route.open("/v1/health", Reply.JSON, this::health),
        new Route("GET", "/metrics", Scope.READ, List.of(), PROMETHEUS, this::metrics));
  }

  private Reply report(Call call) {
    try {
      return SavedReport.bytes(new RunFolder(live.folder()), "test")
          .map(bytes -> Reply.bytes(Reply.JSON, bytes, Map.of()))
          .orElseThrow(() -> Problem.of(404, "the run has no report"));
    } catch (IOException broken) {
      String id = Dispatcher.logged(broken);
      throw Problem.of(
          500, "the report is not what was written; grlm evaluate makes it anew; id " + id);
    }
  }

  private Reply health(Call call) {
    LiveStatus status = live.status();
    List<String> runs = live.runs();
    boolean up = status.journal().up();
    return Reply.json(
        up ? 200 : 503,
        new Views.Health(
            up ? "up" : "down",
            status.run(),
            runs.size() > 1 ? runs.get(1) : null,
            status.items(),
            status.users(),
            status.events(),
            status.addedItems(),
            status.deletedItems(),
            status.waiting(),
            status.journal().reason(),
            status.figures()));
  }

  private Reply metrics(Call call) throws InterruptedException {
    metrics.ages(live.folders(), System.currentTimeMillis());
    metrics.feedback().set(feedback);
    metrics.nextFit().set(live.entriesSince(), live.upcoming().orElse(null));
    return Reply.bytes(PROMETHEUS, metrics.text(live.status()), Map.of());
  }
}
