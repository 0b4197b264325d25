package dev.grlm.identifier;

import dev.grlm.neighbor.Neighbors;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What identifiers of a catalogue look like, in numbers.
///
/// @param items in the catalogue
/// @param wellFormed items whose identifier has distinct, non-empty terms
/// @param repeatedTerms items whose identifier has a term twice
/// @param distinctIdentifiers over all items
/// @param surplus items − distinct identifiers
/// @param collidingItems items that share their identifier with another
/// @param largestGroup items with the commonest identifier
/// @param distinctTerms over all slots
/// @param termsUsedOnce terms that stand in one slot of one item only
/// @param vocabularyPerSlot distinct terms in each slot
/// @param usedOncePerSlot terms that stand only once in that slot
/// @param readability items with terms that tell little
/// @param sharedWithNeighbors mean number of terms that an item has in common with one of its first
///   [#NEIGHBORS] neighbors, whatever the slot; 0 where there are no neighbors
/// @param sharedAtRandom the same with as many random other items
public record TermReport(
    int items,
    int wellFormed,
    int repeatedTerms,
    int distinctIdentifiers,
    int surplus,
    int collidingItems,
    int largestGroup,
    int distinctTerms,
    int termsUsedOnce,
    List<Integer> vocabularyPerSlot,
    List<Integer> usedOncePerSlot,
    Readability readability,
    double sharedWithNeighbors,
    double sharedAtRandom) {
  /// Neighbors that are compared: as many as the generator sees (docs/decisions/0013#2).
  public static final int NEIGHBORS = 5;

  public TermReport {
    vocabularyPerSlot = List.copyOf(vocabularyPerSlot);
    usedOncePerSlot = List.copyOf(usedOncePerSlot);
  }

  /// @param seed of the random pairs
  /// @throws IllegalArgumentException when `neighbors` is about another number of items
  public static TermReport of(Identifiers identifiers, Neighbors neighbors, long seed) {
    if (identifiers.size() != neighbors.size()) {
      throw new IllegalArgumentException(
          "neighbors of " + neighbors.size() + " items for " + identifiers.size() + " identifiers");
    }
    List<Map<String, Integer>> slots =
        IntStream.range(0, identifiers.length())
            .mapToObj(slot -> usage(identifiers, slot, slot + 1))
            .toList();
    Map<String, Integer> all = usage(identifiers, 0, identifiers.length());
    int[] groups = identifiers.groups().values().stream().mapToInt(List::size).toArray();
    return new TermReport(
        identifiers.size(),
        (int) identifiers.all().stream().filter(id -> id.wellFormed(identifiers.lengths())).count(),
        (int) identifiers.all().stream().filter(TermReport::repeats).count(),
        groups.length,
        identifiers.size() - groups.length,
        Arrays.stream(groups).filter(size -> size > 1).sum(),
        Arrays.stream(groups).max().orElse(0),
        all.size(),
        once(all),
        slots.stream().map(Map::size).toList(),
        slots.stream().map(TermReport::once).toList(),
        Readability.of(identifiers),
        shared(identifiers, firstNeighbors(neighbors)),
        shared(identifiers, randomOthers(neighbors, seed)));
  }

  private static Map<String, Integer> usage(Identifiers identifiers, int fromSlot, int toSlot) {
    var usage = new HashMap<String, Integer>();
    for (Identifier identifier : identifiers.all()) {
      int end = Math.min(toSlot, identifier.length());
      identifier
          .symbols()
          .subList(Math.min(fromSlot, end), end)
          .forEach(term -> usage.merge(term, 1, Integer::sum));
    }
    return usage;
  }

  private static int once(Map<String, Integer> usage) {
    return Collections.frequency(usage.values(), 1);
  }

  private static boolean repeats(Identifier identifier) {
    return identifier.symbols().stream().distinct().count() < identifier.length();
  }

  private static int[][] firstNeighbors(Neighbors neighbors) {
    return Arrays.stream(neighbors.items())
        .map(row -> Arrays.copyOf(row, Math.min(NEIGHBORS, row.length)))
        .toArray(int[][]::new);
  }

  private static int[][] randomOthers(Neighbors neighbors, long seed) {
    var random = new SplittableRandom(seed);
    int size = neighbors.size();
    var others = new int[size][size > 1 ? NEIGHBORS : 0];
    for (int item = 0; item < size; item++) {
      for (int pair = 0; pair < others[item].length; pair++) {
        int other = random.nextInt(size - 1);
        others[item][pair] = other < item ? other : other + 1;
      }
    }
    return others;
  }

  private static double shared(Identifiers identifiers, int[][] others) {
    long terms = 0;
    long pairs = 0;
    for (int item = 0; item < others.length; item++) {
      for (int other : others[item]) {
        List<String> theirs = identifiers.of(other).symbols();
        terms +=
            identifiers.of(item).symbols().stream().distinct().filter(theirs::contains).count();
        pairs++;
      }
    }
    return pairs == 0 ? 0 : (double) terms / pairs;
  }
}
