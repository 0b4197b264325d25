package dev.grlm.task;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The collaborative task, which the authors of GRLM added to their code after the paper: an item →
/// the items that people take beside it, nearest first. What is near is somebody else's to say, who
/// must say it by training positions alone.
public final class CollaborativeNeighborhood implements Task {
  /// The name of the task: item → its nearest items.
  public static final String NAME = "CN";

  private final int[][] nearest;

  /// @param nearest per item of the catalogue, nearest first, without itself; an empty row teaches
  ///   nothing; not copied
  public CollaborativeNeighborhood(int[][] nearest) {
    this.nearest = nearest;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    requireSize(dataset.catalog());
    return IntStream.range(0, nearest.length)
        .filter(item -> nearest[item].length > 0)
        .mapToObj(item -> example(item, dataset.catalog()));
  }

  private void requireSize(Catalog catalog) {
    if (nearest.length != catalog.size()) {
      throw new IllegalArgumentException(
          "neighbors of %d items, but the catalogue has %d"
              .formatted(nearest.length, catalog.size()));
    }
  }

  private Example example(int item, Catalog catalog) {
    int[] items = new int[nearest[item].length + 1];
    items[0] = item;
    System.arraycopy(nearest[item], 0, items, 1, nearest[item].length);
    return new Example(NAME, catalog.item(item).id(), items);
  }

  @Override
  public SortedMap<String, Long> leftOut() {
    long alone = Arrays.stream(nearest).filter(row -> row.length == 0).count();
    return alone == 0
        ? new TreeMap<>()
        : new TreeMap<>(Map.of("items that nothing is near to, without an example of CN", alone));
  }
}
