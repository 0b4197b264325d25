package dev.grlm.process;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The place of one process among those that train together, as `torchrun` and most cluster
/// managers tell it.
///
/// @param rank of this process, from 0 (`RANK`)
/// @param size how many processes there are (`WORLD_SIZE`)
/// @param localRank of this process among those of its host, which is also its card (`LOCAL_RANK`)
/// @param host where process 0 runs (`MASTER_ADDR`)
/// @param port that process 0 listens on (`MASTER_PORT`)
/// @param network the interface or address that gradients go through (`GLOO_SOCKET_IFNAME`); empty
///   for the one that leads to process 0
/// @param joining how long the processes wait for each other at the start (`GRLM_JOIN_SECONDS`)
/// @param silence how long a process may give no sign of life (`GRLM_SILENCE_SECONDS`)
/// @param exchange how long one exchange may take, the waiting for the slowest process included
///   (`GRLM_EXCHANGE_SECONDS`)
public record ProcessSettings(
    int rank,
    int size,
    int localRank,
    String host,
    int port,
    String network,
    Duration joining,
    Duration silence,
    Duration exchange) {
  /// Long enough for JVMs that unpack their natives first.
  public static final Duration JOINING = Duration.ofMinutes(2);

  public static final Duration SILENCE = Duration.ofSeconds(30);

  /// Process 0 validates and writes checkpoints while the others wait.
  public static final Duration EXCHANGE = Duration.ofMinutes(30);

  public ProcessSettings {
    require("WORLD_SIZE", size, 1, 65_536);
    require("RANK", rank, 0, size - 1);
    require("LOCAL_RANK", localRank, 0, size - 1);
    require("MASTER_PORT", port, 1, 65_535);
    if (host.isBlank()) {
      throw new IllegalArgumentException("MASTER_ADDR is empty");
    }
    requirePositive("GRLM_JOIN_SECONDS", joining);
    requirePositive("GRLM_SILENCE_SECONDS", silence);
    requirePositive("GRLM_EXCHANGE_SECONDS", exchange);
  }

  /// Processes of this host, with the usual patience.
  public static ProcessSettings local(int rank, int size, int port) {
    return new ProcessSettings(rank, size, rank, "127.0.0.1", port, "", JOINING, SILENCE, EXCHANGE);
  }

  /// What the environment says; empty where it has no `WORLD_SIZE`, so that this process trains
  /// alone.
  ///
  /// @throws IllegalArgumentException in one line, when a variable is missing or wrong
  public static Optional<ProcessSettings> of(Map<String, String> environment) {
    if (!environment.containsKey("WORLD_SIZE")) {
      return Optional.empty();
    }
    int rank = number(environment, "RANK");
    return Optional.of(
        new ProcessSettings(
            rank,
            number(environment, "WORLD_SIZE"),
            environment.containsKey("LOCAL_RANK") ? number(environment, "LOCAL_RANK") : rank,
            text(environment, "MASTER_ADDR"),
            number(environment, "MASTER_PORT"),
            environment.getOrDefault("GLOO_SOCKET_IFNAME", ""),
            seconds(environment, "GRLM_JOIN_SECONDS", JOINING),
            seconds(environment, "GRLM_SILENCE_SECONDS", SILENCE),
            seconds(environment, "GRLM_EXCHANGE_SECONDS", EXCHANGE)));
  }

  private static Duration seconds(Map<String, String> environment, String key, Duration usual) {
    return environment.containsKey(key) ? Duration.ofSeconds(number(environment, key)) : usual;
  }

  private static String text(Map<String, String> environment, String key) {
    String value = environment.get(key);
    if (value == null) {
      throw new IllegalArgumentException("WORLD_SIZE is set and " + key + " is not");
    }
    return value;
  }

  private static int number(Map<String, String> environment, String key) {
    String value = text(environment, key);
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException failure) {
      throw new IllegalArgumentException(key + " is not a whole number: '" + value + "'", failure);
    }
  }

  private static void require(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d: %d".formatted(key, least, most, value));
    }
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " must be positive: " + value.toSeconds());
    }
  }

  /// For messages.
  String describe(int process) {
    return "process " + process + " of " + size;
  }

  String address() {
    return host + ":" + port;
  }
}
