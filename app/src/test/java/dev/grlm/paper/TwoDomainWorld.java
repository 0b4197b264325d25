package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A world with a known answer: whoever takes a cup takes the tea that belongs to it next, and cups
/// are taken at random. Who knows the cups knows the next tea; among teas alone there is nothing to
/// be learnt. A fifth of the people take teas alone.
public record TwoDomainWorld(int pairs, int users, int events, long seed) {
  public static final String SOURCE = "cups";
  public static final String TARGET = "teas";

  /// Cups, then teas.
  public Catalog catalog() {
    var items = new ArrayList<Item>();
    for (String domain : List.of(SOURCE, TARGET)) {
      for (int pair = 0; pair < pairs; pair++) {
        String title = "%s kind%d shade%d".formatted(domain, pair / 6, pair % 6);
        items.add(
            new Item(domain + pair, title, "", List.of(domain), List.of(), "", domain, Map.of()));
      }
    }
    return new Catalog(items);
  }

  /// One history per person, with times.
  public Dataset dataset() {
    var random = new Random(seed);
    var histories = new ArrayList<History>();
    for (int user = 0; user < users; user++) {
      List<Integer> all = new ArrayList<>(IntStream.range(0, pairs).boxed().toList());
      Collections.shuffle(all, random);
      int[] items = items(user, all.subList(0, events));
      histories.add(
          new History("u" + user, items)
              .at(IntStream.range(0, items.length).mapToLong(at -> 100L * at).toArray()));
    }
    return new Dataset(catalog(), histories, new TreeMap<>());
  }

  private int[] items(int user, List<Integer> chosen) {
    var items = new ArrayList<Integer>();
    for (int pair : chosen) {
      if (user % 5 != 4) {
        items.add(pair);
      }
      items.add(pairs + pair);
    }
    if (user % 5 == 3) { // cup, cup, tea of the second, tea of the first
      Collections.swap(items, items.size() - 3, items.size() - 2);
      Collections.swap(items, items.size() - 2, items.size() - 1);
    }
    return items.stream().mapToInt(Integer::intValue).toArray();
  }

  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    DatasetFiles.write(folder, dataset());
    return folder;
  }

  /// One domain as a data set of its own, with ids that both have.
  public Path write(String domain, Path folder) throws IOException {
    Dataset both = dataset();
    int first = domain.equals(SOURCE) ? 0 : pairs;
    var items = new ArrayList<Item>();
    for (int pair = 0; pair < pairs; pair++) {
      items.add(Item.titled("i" + pair, both.catalog().item(first + pair).title()));
    }
    var histories = new ArrayList<History>();
    for (History history : both.histories()) {
      int[] places =
          IntStream.range(0, history.length())
              .filter(place -> (history.item(place) < pairs) == (first == 0))
              .toArray();
      if (places.length > 0) {
        int[] own = IntStream.of(places).map(place -> history.item(place) - first).toArray();
        histories.add(
            new History(history.user(), own)
                .at(IntStream.of(places).mapToLong(history::time).toArray()));
      }
    }
    Files.createDirectories(folder);
    DatasetFiles.write(folder, new Dataset(new Catalog(items), histories, new TreeMap<>()));
    return folder;
  }
}
