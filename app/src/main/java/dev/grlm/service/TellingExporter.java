package dev.grlm.service;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Tells in one line that a collector takes nothing, and again when it has taken something between.
/// The library would write the trace of a stack each time. Thread-safe.
final class TellingExporter implements SpanExporter {
  private static final System.Logger LOG = System.getLogger("dev.grlm.service");

  /// What sends spans; the rest of the library goes on to say what is the matter with it. Held so
  /// that its level is not collected with it.
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry.exporter");

  private final SpanExporter exporter;
  private final URI collector;
  private final AtomicBoolean failing = new AtomicBoolean();

  TellingExporter(SpanExporter exporter, URI collector) {
    this.exporter = exporter;
    this.collector = collector;
    LIBRARY.setLevel(Level.OFF);
  }

  /// Without what may be secret: a password, a path, a query.
  static String place(URI collector) {
    String port = collector.getPort() < 0 ? "" : ":" + collector.getPort();
    return collector.getScheme() + "://" + collector.getHost() + port;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> {
      boolean failed = !result.isSuccess();
      if (failing.getAndSet(failed) != failed && failed) {
        LOG.log(System.Logger.Level.WARNING, "spans are not taken by " + place(collector));
      }
    });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
