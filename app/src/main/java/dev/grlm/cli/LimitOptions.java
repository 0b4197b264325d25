package dev.grlm.cli;

import dev.grlm.live.LiveSettings;
import dev.grlm.service.ServiceSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How much the service takes at once.
final class LimitOptions {
  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Asks that may wait; one more gets 429 (default 256).")
  int queue = LiveSettings.DEFAULT.mostWaiting();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Asks that are decoded together (default 32).")
  int batch = LiveSettings.DEFAULT.largestBatch();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description = "After which an ask gets 503 (default 10).")
  double deadline = LiveSettings.DEFAULT.deadline().toMillis() / 1e3;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Batches that are decoded side by side (default 1).")
  int workers = LiveSettings.DEFAULT.workers();

  @Option(
      names = "--max-k",
      paramLabel = "N",
      description = "Items that may be asked for (default 100).")
  int largestK = ServiceSettings.DEFAULT.largestK();

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      description = "Size of a request's body (default 1048576).")
  int largestBody = ServiceSettings.DEFAULT.largestBody();

  @Option(
      names = "--max-bulk",
      paramLabel = "BYTES",
      description = "Size of the body of a call that brings many (default 8388608).")
  int largestBulk = ServiceSettings.DEFAULT.largestBulk();

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      description = {
        "Requests worked on at once, half of them of one caller; one more",
        "gets 503 or 429 (default 1024)."
      })
  int mostRequests = ServiceSettings.DEFAULT.mostRequests();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = {
        "Open at once; for one more the oldest that waits for its client is",
        "closed (default 4096)."
      })
  int mostConnections = ServiceSettings.DEFAULT.mostConnections();

  @Option(
      names = "--connections-per-address",
      paramLabel = "N",
      description = {
        "Of one address (IPv6: /64), this machine and proxies excepted",
        "(default 256)."
      })
  int connectionsPerAddress = ServiceSettings.DEFAULT.connectionsPerAddress();

  @Option(
      names = "--max-explained",
      paramLabel = "N",
      description = "Explanations of one caller at once; one more gets 429 (default 2).")
  int mostExplained = ServiceSettings.DEFAULT.mostExplained();

  /// @throws IllegalArgumentException when one is out of range
  ServiceSettings service() {
    return ServiceSettings.DEFAULT
        .withLargestK(largestK)
        .withLargestBody(largestBody)
        .withLargestBulk(largestBulk)
        .withMostRequests(mostRequests)
        .withMostConnections(mostConnections)
        .withConnectionsPerAddress(connectionsPerAddress)
        .withMostExplained(mostExplained);
  }

  /// @throws IllegalArgumentException when one is out of range
  LiveSettings live() {
    return new LiveSettings(
        queue,
        batch,
        Duration.ofMillis(Math.round(deadline * 1e3)),
        LiveSettings.DEFAULT.longestHistory(),
        workers);
  }
}
