package dev.grlm.chat;

import java.time.Duration;

/// Configurations with retries almost at once. Stateless.
final class TestConfig {
  private TestConfig() {}

  /// To be changed.
  static EndpointConfigBuilder of(String url) {
    return EndpointConfig.of(url, "test")
        .with()
        .concurrency(4)
        .timeout(Duration.ofSeconds(10))
        .backoff(Duration.ofMillis(4));
  }
}
