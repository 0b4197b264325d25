/// The `grlm` command, the service and its page.
open module dev.grlm.app {
  requires static io.soabase.recordbuilder.core;
  requires static java.compiler;
  requires static org.jspecify;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires dev.grlm.convert;
  requires dev.grlm.run;
  requires dev.grlm.systems;
  requires info.picocli;
  requires io.helidon.builder.api;
  requires io.helidon.common.tls;
  requires io.helidon.http;
  requires io.helidon.webserver;
  requires io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires io.opentelemetry.exporter.otlp;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.trace;
  requires io.prometheus.metrics.instrumentation.jvm;
  requires io.prometheus.metrics.model;
  requires java.logging;
  requires me.tongfei.progressbar;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
}
