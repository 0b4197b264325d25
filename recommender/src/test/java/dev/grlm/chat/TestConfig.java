package dev.grlm.chat;

import java.time.Duration;

/// A configuration with retries almost at once, to be changed.
final class TestConfig {
  private final String url;
  private String keyVariable = "";
  private int concurrency = 4;
  private double requestsPerMinute;
  private Duration timeout = Duration.ofSeconds(10);
  private int retries = 5;
  private long maxCalls = EndpointConfig.UNLIMITED;
  private long maxTokens = EndpointConfig.UNLIMITED;
  private double promptPrice;
  private double newPrice;
  private double maxCost = Double.POSITIVE_INFINITY;
  private EndpointConfig.Format format = EndpointConfig.Format.SCHEMA;
  private boolean stream;

  TestConfig(String url) {
    this.url = url;
  }

  TestConfig keyVariable(String name) {
    keyVariable = name;
    return this;
  }

  TestConfig concurrency(int calls) {
    concurrency = calls;
    return this;
  }

  TestConfig requestsPerMinute(double requests) {
    requestsPerMinute = requests;
    return this;
  }

  TestConfig timeout(Duration longest) {
    timeout = longest;
    return this;
  }

  TestConfig retries(int more) {
    retries = more;
    return this;
  }

  TestConfig maxCalls(long calls) {
    maxCalls = calls;
    return this;
  }

  TestConfig maxTokens(long tokens) {
    maxTokens = tokens;
    return this;
  }

  TestConfig cost(double promptMillion, double newMillion, double most) {
    promptPrice = promptMillion;
    newPrice = newMillion;
    maxCost = most;
    return this;
  }

  TestConfig format(EndpointConfig.Format asked) {
    format = asked;
    return this;
  }

  TestConfig stream(boolean pieces) {
    stream = pieces;
    return this;
  }

  EndpointConfig build() {
    return new EndpointConfig(
        url,
        "test",
        keyVariable,
        concurrency,
        requestsPerMinute,
        timeout,
        retries,
        Duration.ofMillis(4),
        maxCalls,
        maxTokens,
        promptPrice,
        newPrice,
        maxCost,
        format,
        stream);
  }
}
