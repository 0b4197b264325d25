package dev.grlm.evaluate;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a recommender is strong and where it is weak: the users of a split in groups by what is
/// asked of them. The bounds are fixed, so that groups of one name can be compared over data sets.
/// What the data do not say (times, brands, domains), and what is the same for all users, is left
/// out. Confined to one thread.
public final class Slices {
  private static final Bands POPULARITY = new Bands(0, 1, 5, 10, 30);
  private static final Bands LENGTH = new Bands(1, 5, 10, 20);

  private final Dataset dataset;
  private final Split split;
  private final List<History> users;

  private Slices(Dataset dataset, Split split, List<History> users) {
    this.dataset = dataset;
    this.split = split;
    this.users = users;
  }

  /// @param users all with a target in `split`
  /// @param fields of items by whose value at the target users are grouped as well
  public static List<Slicing> of(
      Dataset dataset, Split split, List<History> users, List<String> fields) {
    var slices = new Slices(dataset, split, users);
    List<Item> targets = users.stream().map(slices::target).toList();
    Stream<Optional<Slicing>> always =
        Stream.of(
            slices.popularity(), slices.length(), slices.linked(), slices.day(), slices.brand());
    return Stream.concat(always, fields.stream().map(field -> FieldGroups.of(field, targets)))
        .flatMap(Optional::stream)
        .toList();
  }

  /// Names of groups by number, from one lower bound to the next.
  private record Bands(int... from) {
    List<String> names() {
      return IntStream.range(0, from.length).mapToObj(this::name).toList();
    }

    private String name(int band) {
      if (band == from.length - 1) {
        return from[band] + " or more";
      }
      int last = from[band + 1] - 1;
      return from[band] == last ? String.valueOf(last) : from[band] + " to " + last;
    }

    int of(long number) {
      int band = 0;
      while (band + 1 < from.length && number >= from[band + 1]) {
        band++;
      }
      return band;
    }
  }

  private Optional<Slicing> slicing(String by, List<String> names, ToIntFunction<History> groupOf) {
    return Slicing.of(by, names, users.stream().mapToInt(groupOf).toArray());
  }

  private Optional<Slicing> popularity() {
    long[] popularity = dataset.popularity();
    return slicing(
        "the target's occurrences in training",
        POPULARITY.names(),
        user -> POPULARITY.of(popularity[split.target(user)]));
  }

  private Optional<Slicing> length() {
    return slicing(
        "items in the history", LENGTH.names(), user -> LENGTH.of(split.context(user).length));
  }

  private Optional<Slicing> linked() {
    boolean[] linked = LinkedTargets.of(dataset, split, users);
    return Slicing.of(
        "the target was a neighbour of the history in training",
        List.of("linked", "not linked"),
        IntStream.range(0, linked.length).map(user -> linked[user] ? 0 : 1).toArray());
  }

  private Optional<Slicing> day() {
    OptionalLong day = dataset.timed() ? EventTimes.day(dataset) : OptionalLong.empty();
    if (day.isEmpty()) {
      return Optional.empty();
    }
    long length = day.getAsLong();
    return slicing(
        "day of the target",
        List.of("day of the last item", "another day"),
        user -> {
          int place = split.context(user).length;
          long before = Math.floorDiv(user.time(place - 1), length);
          return before == Math.floorDiv(user.time(place), length) ? 0 : 1;
        });
  }

  private Optional<Slicing> brand() {
    return slicing(
        "brand of the target",
        List.of("that of the last item", "another", "not known of both"),
        user -> {
          String now = target(user).brand();
          String before = item(user.item(split.context(user).length - 1)).brand();
          return now.isBlank() || before.isBlank() ? 2 : now.equals(before) ? 0 : 1;
        });
  }

  private Item target(History user) {
    return item(split.target(user));
  }

  private Item item(int index) {
    Catalog catalog = dataset.catalog();
    return catalog.item(index);
  }
}
