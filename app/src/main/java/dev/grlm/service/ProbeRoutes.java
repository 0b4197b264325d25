package dev.grlm.service;

import dev.grlm.journal.JournalHealth;
import dev.grlm.live.LiveRun;
import java.util.List;

/// What somebody asks who starts services and sends them requests: whether this one must be started
/// anew, and whether it may be sent requests. Nobody needs a token for that.
final class ProbeRoutes {
  private final LiveRun live;
  private final Draining draining;

  ProbeRoutes(LiveRun live, Draining draining) {
    this.live = live;
    this.draining = draining;
  }

  List<Route> list() {
    return List.of(
        Route.open("/livez", Reply.JSON, this::livez),
        Route.open("/readyz", Reply.JSON, this::readyz));
  }

  /// @param reason one line; empty where all is well
  record Probe(String status, String reason) {}

  private Reply livez(Call call) {
    return live.alive() ? probe(200, "alive", "") : probe(503, "dead", reason());
  }

  /// A journal that is up may have a reason all the same: its upkeep does not come on, which stops
  /// nobody.
  private Reply readyz(Call call) {
    JournalHealth journal = live.status().journal();
    if (draining.begun()) {
      return probe(503, "draining", "the service is stopping");
    }
    return journal.up() ? probe(200, "ready", "") : probe(503, "down", journal.reason());
  }

  private String reason() {
    String journal = live.status().journal().reason();
    return journal.isEmpty() ? "the run is closed" : journal;
  }

  private static Reply probe(int status, String word, String reason) {
    return Reply.json(status, new Probe(word, reason));
  }
}
