package dev.grlm.identifier;

import dev.grlm.data.Catalog;
import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One set of Term IDs looked at from all sides; two of them can be laid side by side.
///
/// @param name what the set is called
/// @param statistics in numbers; what is shared with neighbors is 0 where none are known
/// @param growth distinct terms after so many items, in the order of the catalogue
/// @param sharedByDistance terms in common with all stored neighbors, by how far they are; empty
///   where none are known
/// @param collisionGroups the largest ones, at most [#GROUPS]
/// @param examples items at equal distances in the catalogue, at most [#EXAMPLES]
public record TermSurvey(
    String name,
    TermReport statistics,
    List<Growth> growth,
    List<Distance> sharedByDistance,
    List<Group> collisionGroups,
    List<Example> examples) {
  /// Collision groups that are told one by one.
  public static final int GROUPS = 10;

  /// Titles told of one group.
  public static final int TITLES = 5;

  public static final int EXAMPLES = 12;

  /// Points of the growth curve.
  static final int POINTS = 100;

  /// Equal parts of the cosine distance 0 … 1; what is farther counts to the last.
  public static final int BINS = 10;

  public TermSurvey {
    growth = List.copyOf(growth);
    sharedByDistance = List.copyOf(sharedByDistance);
    collisionGroups = List.copyOf(collisionGroups);
    examples = List.copyOf(examples);
  }

  /// @param items looked at
  /// @param terms distinct ones among them
  public record Growth(int items, int terms) {}

  /// @param from cosine distance, inclusive
  /// @param to exclusive, but for the last
  /// @param pairs of an item and a neighbor
  /// @param shared mean share of an item's slots whose term the neighbor has in any slot, 0 … 1
  public record Distance(double from, double to, int pairs, double shared) {
    /// Which of the [#BINS] parts this is, from 0.
    public int bin() {
      return (int) Math.round(from * BINS);
    }
  }

  /// @param titles of its first items, the item's id where there is no title
  public record Group(List<String> terms, int items, List<String> titles) {
    public Group {
      terms = List.copyOf(terms);
      titles = List.copyOf(titles);
    }
  }

  public record Example(String item, String title, List<String> terms) {
    public Example {
      terms = List.copyOf(terms);
    }
  }

  /// @param seed of the random pairs of [TermReport]
  /// @throws IllegalArgumentException when the three are about different numbers of items
  public static TermSurvey of(
      String name, Catalog catalog, Identifiers identifiers, Neighbors neighbors, long seed) {
    if (catalog.size() != identifiers.size()) {
      throw new IllegalArgumentException(
          identifiers.size() + " identifiers for a catalogue of " + catalog.size());
    }
    return new TermSurvey(
        name,
        TermReport.of(identifiers, neighbors, seed),
        growth(identifiers),
        sharedByDistance(identifiers, neighbors),
        groups(catalog, identifiers),
        examples(catalog, identifiers));
  }

  private static List<Growth> growth(Identifiers identifiers) {
    var points = new ArrayList<Growth>();
    var seen = new HashSet<String>();
    int stride = Math.max(1, Math.ceilDiv(identifiers.size(), POINTS));
    for (int item = 0; item < identifiers.size(); item++) {
      seen.addAll(identifiers.of(item).symbols());
      if ((item + 1) % stride == 0 || item + 1 == identifiers.size()) {
        points.add(new Growth(item + 1, seen.size()));
      }
    }
    return points;
  }

  private static List<Distance> sharedByDistance(Identifiers identifiers, Neighbors neighbors) {
    int[] pairs = new int[BINS];
    double[] shared = new double[BINS];
    for (int item = 0; item < neighbors.size(); item++) {
      for (int rank = 0; rank < neighbors.items()[item].length; rank++) {
        int bin = bin(neighbors.cosines()[item][rank]);
        pairs[bin]++;
        shared[bin] += share(identifiers.of(item), identifiers.of(neighbors.items()[item][rank]));
      }
    }
    var distances = new ArrayList<Distance>();
    for (int bin = 0; bin < BINS; bin++) {
      if (pairs[bin] > 0) {
        distances.add(
            new Distance(
                (double) bin / BINS,
                (double) (bin + 1) / BINS,
                pairs[bin],
                shared[bin] / pairs[bin]));
      }
    }
    return distances;
  }

  /// A stored cosine of .9 may be a little more than that: a distance just short of a border counts
  /// as on it.
  private static int bin(float cosine) {
    return Math.clamp((long) Math.floor((1 - cosine) * BINS + 1e-6), 0, BINS - 1);
  }

  private static double share(Identifier identifier, Identifier other) {
    Set<String> theirs = new HashSet<>(other.symbols());
    return (double) identifier.symbols().stream().filter(theirs::contains).count()
        / identifier.length();
  }

  private static List<Group> groups(Catalog catalog, Identifiers identifiers) {
    Comparator<List<Integer>> size = Comparator.comparingInt(List::size);
    return identifiers.groups().values().stream()
        .filter(items -> items.size() > 1)
        .sorted(size.reversed()) // stable: equally large ones in the order of the catalogue
        .limit(GROUPS)
        .map(items ->
            new Group(
                identifiers.of(items.getFirst()).symbols(),
                items.size(),
                items.stream().limit(TITLES).map(item -> title(catalog, item)).toList()))
        .toList();
  }

  private static String title(Catalog catalog, int item) {
    String title = catalog.item(item).title();
    return title.isBlank() ? catalog.item(item).id() : title;
  }

  private static List<Example> examples(Catalog catalog, Identifiers identifiers) {
    var examples = new ArrayList<Example>();
    int count = Math.min(EXAMPLES, catalog.size());
    for (int example = 0; example < count; example++) {
      int item = (int) ((long) example * catalog.size() / count);
      examples.add(
          new Example(
              catalog.item(item).id(), title(catalog, item), identifiers.of(item).symbols()));
    }
    return examples;
  }
}
