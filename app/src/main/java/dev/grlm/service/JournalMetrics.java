package dev.grlm.service;

import dev.grlm.journal.JournalFigures;
import dev.grlm.journal.JournalHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// How the journal stands, as gauges. Thread-safe.
final class JournalMetrics {
  private volatile boolean up = true;
  private volatile JournalFigures figures = new JournalFigures(0, 0, 0, 0, 0, 0);

  JournalMetrics(MeterRegistry registry) {
    Gauge.builder("grlm.journal.up", () -> up ? 1 : 0)
        .description("Whether what comes can be kept.")
        .register(registry);
    Gauge.builder("grlm.journal.unfolded.events", () -> figures.unfoldedEvents())
        .description("Events that stand in the log and in no file by user yet.")
        .register(registry);
    Gauge.builder("grlm.journal.size.bytes", () -> figures.logBytes())
        .description("What the log and the files by user take.")
        .tags("part", "log")
        .register(registry);
    Gauge.builder("grlm.journal.size.bytes", () -> figures.userBytes())
        .description("What the log and the files by user take.")
        .tags("part", "users")
        .register(registry);
    Gauge.builder("grlm.journal.waiting.entries", () -> figures.waitingEntries())
        .description("Entries whose callers wait for the disk.")
        .register(registry);
    Gauge.builder("grlm.journal.last.sync.timestamp.seconds", () -> figures.lastSync() / 1e3)
        .description("When the disk last had what it was given; 0 for not since the start.")
        .register(registry);
    Gauge.builder("grlm.journal.users.being.erased", () -> figures.beingErased())
        .description("Users who are forgotten and of whom something is left in files.")
        .register(registry);
  }

  void set(JournalHealth health, JournalFigures now) {
    up = health.up();
    figures = now;
  }
}
