package dev.grlm.service;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/// How much the service takes from a client.
///
/// @param largestBody bytes of a request's body
/// @param largestBulk bytes of the body of a call that brings many
/// @param mostLarge bodies larger than `largestBody` that are worked on at once, because of their
///   memory; one more gets 429; 0 for none
/// @param largestK items that may be asked for
/// @param longestHistory ids of a history in a request
/// @param largestBatch requests in a batch
/// @param mostEvents events in a call
/// @param mostItems items that are put or deleted in a call
/// @param mostErased users that are erased in a call
/// @param longestId characters of an id, a term or a query
/// @param mostListed results of a search
/// @param largestHeaders bytes of a request's headers
/// @param deepestJson how deep a body may be nested
/// @param mostConnections open at once; for one more another one that waits for its client is
///   closed
/// @param connectionsPerAddress of one network, but for this machine and proxies
/// @param mostRequests worked on at once, half of them of one caller; one more gets 503, or 429
/// @param mostExplained explanations of one caller at once, those that wait for their turn
///   included; one more gets 429; 0 turns them off
/// @param requestTime within which headers, and then the body, must have come, and the answer must
///   have been taken
/// @param firstTime within which a new connection must have sent the headers of a request
/// @param idleTime after which an unused connection is closed
/// @param grace how long requests in work may take when the service stops
@RecordBuilder
public record ServiceSettings(
    int largestBody,
    int largestBulk,
    int mostLarge,
    int largestK,
    int longestHistory,
    int largestBatch,
    int mostEvents,
    int mostItems,
    int mostErased,
    int longestId,
    int mostListed,
    int largestHeaders,
    int deepestJson,
    int mostConnections,
    int connectionsPerAddress,
    int mostRequests,
    int mostExplained,
    Duration requestTime,
    Duration firstTime,
    Duration idleTime,
    Duration grace)
    implements ServiceSettingsBuilder.With {
  public static final ServiceSettings DEFAULT =
      new ServiceSettings(
          1 << 20,
          8 << 20,
          4,
          100,
          1_000,
          64,
          10_000,
          1_000,
          10_000,
          256,
          100,
          16 << 10,
          32,
          4_096,
          256,
          1_024,
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));

  public ServiceSettings {
    atLeastOne("largest body", largestBody);
    atLeastOne("largest bulk", largestBulk);
    atLeastOne("largest k", largestK);
    atLeastOne("longest history", longestHistory);
    atLeastOne("largest batch", largestBatch);
    atLeastOne("number of events", mostEvents);
    atLeastOne("number of items", mostItems);
    atLeastOne("number of erased users", mostErased);
    atLeastOne("longest id", longestId);
    atLeastOne("number of results", mostListed);
    atLeastOne("size of the headers", largestHeaders);
    atLeastOne("depth of JSON", deepestJson);
    atLeastOne("number of connections", mostConnections);
    atLeastOne("number of connections of an address", connectionsPerAddress);
    atLeastOne("number of requests", mostRequests);
    notNegative("number of explanations", mostExplained);
    notNegative("number of large bodies", mostLarge);
    positive("request time", requestTime);
    positive("time for a first request", firstTime);
    positive("idle time", idleTime);
    positive("grace", grace);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("the " + name + " must be at least 1, is " + value);
    }
  }

  private static void notNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException("the " + name + " must not be negative, is " + value);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("the " + name + " must be positive, is " + value);
    }
  }
}
