package dev.grlm.service;

import dev.grlm.live.Timing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the time of requests goes, as spans of OpenTelemetry for a collector
/// (docs/decisions/0028). Neither path nor body of a request gets there, as both may name a user.
/// Spans that the collector does not take in time are dropped; no request waits for it.
/// Thread-safe.
public final class Traces implements AutoCloseable {
  /// Lies between the clock of [System#nanoTime], by which everything is measured, and 1970; taken
  /// anew with each request, so that the clock may be set.
  private static final ContextKey<Long> SHIFT = ContextKey.named("shift");

  private static final Traces NONE = new Traces(null, null);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SERVER_ERROR = 500;

  private final @Nullable SdkTracerProvider provider;
  private final @Nullable Tracer tracer;

  private Traces(@Nullable SdkTracerProvider provider, @Nullable Tracer tracer) {
    this.provider = provider;
    this.tracer = tracer;
  }

  /// Does nothing.
  public static Traces none() {
    return NONE;
  }

  /// @param collector that takes OTLP over HTTP, for example `http://127.0.0.1:4318`
  /// @param share of the requests that are traced, where the caller has not decided it
  public static Traces to(URI collector, double share) {
    String path = collector.getPath() == null ? "" : collector.getPath();
    URI endpoint = path.length() > 1 ? collector : collector.resolve("/v1/traces");
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(PATIENCE)
            .setConnectTimeout(PATIENCE)
            .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(key("service.name"), "grlm")))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(new TellingExporter(exporter, endpoint)).build())
            .build();
    return new Traces(provider, provider.get("dev.grlm.service"));
  }

  private static AttributeKey<String> key(String name) {
    return AttributeKey.stringKey(name);
  }

  /// Reads headers of a request.
  private record Headers() implements TextMapGetter<Function<String, @Nullable String>> {
    @Override
    public Iterable<String> keys(Function<String, @Nullable String> carrier) {
      return List.of();
    }

    @Override
    public @Nullable String get(@Nullable Function<String, @Nullable String> carrier, String name) {
      return carrier == null ? null : carrier.apply(name);
    }
  }

  /// The span of a request, below that of its caller where the header `traceparent` names one.
  ///
  /// @param header value by name, null where there is none
  Reply request(Function<String, @Nullable String> header, Supplier<Reply> answer) {
    if (tracer == null) {
      return answer.get();
    }
    long shift = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
    Context caller =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), header, new Headers());
    Span span =
        tracer
            .spanBuilder("HTTP")
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(shift + System.nanoTime(), TimeUnit.NANOSECONDS)
            .startSpan();
    try (Scope _ = caller.with(span).with(SHIFT, shift).makeCurrent()) {
      Reply reply = answer.get();
      span.setAttribute("http.response.status_code", reply.status());
      if (reply.status() >= SERVER_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
      return reply;
    } finally {
      span.end(shift + System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  /// The request of this thread has found its route.
  void route(String method, String template) {
    if (tracer != null) {
      Span.current()
          .updateName(method + " " + template)
          .setAttribute("http.request.method", method)
          .setAttribute("http.route", template);
    }
  }

  /// What the answers of a request waited for. Those of one batch have the same spans.
  void answered(Collection<Timing> timings) {
    Long shift = Context.current().get(SHIFT);
    if (tracer == null || shift == null) {
      return;
    }
    Map<Long, Timing> batches = new LinkedHashMap<>();
    timings.forEach(timing -> batches.putIfAbsent(timing.begun(), timing));
    for (Timing one : batches.values()) {
      span(tracer, "queue wait", shift + one.asked(), shift + one.begun(), one);
      span(tracer, "decode", shift + one.begun(), shift + one.decoded(), one);
      span(tracer, "answer", shift + one.decoded(), shift + one.answered(), one);
    }
  }

  private static void span(Tracer tracer, String name, long from, long to, Timing timing) {
    tracer
        .spanBuilder(name)
        .setStartTimestamp(from, TimeUnit.NANOSECONDS)
        .setAttribute("grlm.batch.questions", timing.together())
        .startSpan()
        .end(to, TimeUnit.NANOSECONDS);
  }

  /// What is done within a request.
  <T> T within(String name, Callable<T> work) throws Exception {
    Long shift = Context.current().get(SHIFT);
    if (tracer == null || shift == null) {
      return work.call();
    }
    Span span =
        tracer
            .spanBuilder(name)
            .setStartTimestamp(shift + System.nanoTime(), TimeUnit.NANOSECONDS)
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      return work.call();
    } catch (Exception failure) {
      span.setStatus(StatusCode.ERROR);
      throw failure;
    } finally {
      span.end(shift + System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  /// Sends what waits, for a few seconds.
  @Override
  public void close() {
    if (provider != null) {
      provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
