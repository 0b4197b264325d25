package dev.grlm.neighbor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;

/// How the neighbors of a large catalogue are searched.
public enum NeighborSearch {
  /// clusters of like rows, see [ClusteredNeighbors]
  CLUSTERS,
  /// a navigable graph, see [GraphNeighbors]
  GRAPH;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static NeighborSearch parse(String word) {
    for (NeighborSearch search : values()) {
      if (search.word().equals(word)) {
        return search;
      }
    }
    throw new IllegalArgumentException(
        "unknown neighbor search '"
            + word
            + "'; it is one of "
            + Arrays.stream(values()).map(NeighborSearch::word).toList());
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param workers threads that search
  /// @param progress hears how many rows are done
  public static NeighborFinder finder(NeighborConfig config, int workers, LongConsumer progress) {
    return switch (config.search()) {
      case CLUSTERS -> new ClusteredNeighbors(config, workers, progress);
      case GRAPH -> new GraphNeighbors(config, workers, progress);
    };
  }
}
