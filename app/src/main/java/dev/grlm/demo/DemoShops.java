package dev.grlm.demo;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The shops of a town, made up as [DemoShop] is. Each is about one of its areas and has what goes
/// with it, so that shops share colours, materials and audiences, and some also products of one
/// kind. People who go to several of them have one taste, one price class and one id; what they do
/// has times, so that it can be put in order over the shops.
public final class DemoShops {
  /// A Sunday in September 2020, in seconds since 1970.
  private static final long OPENING = 1_600_000_000L;

  private static final int DAY = 86_400;

  /// People begin within two years and come back within four weeks.
  private static final int FIRST_VISITS = 730 * DAY;

  private static final int LONGEST_PAUSE = 28 * DAY;

  /// Shops that one of the people in common goes to, on average, where there are as many.
  private static final int SHOPS_OF_A_PERSON = 3;

  private DemoShops() {}

  private record Person(String id, Customer customer) {}

  /// By the name of what each is about, in the order of the areas. Deterministic.
  public static SequencedMap<String, Dataset> generate(DemoShopsConfig config) {
    ShopWords words = ShopWords.load();
    var root = new Chance(config.seed());
    int common = (int) Math.round(config.users() * config.shared());
    int people = Math.max(common, config.shops() * common / SHOPS_OF_A_PERSON);
    var town = new ArrayList<Person>();
    for (int person = 1; person <= people; person++) {
      String id = String.format(Locale.ROOT, "p%05d", person);
      town.add(new Person(id, Customer.draw(words, root.split())));
    }
    var shops = new LinkedHashMap<String, Dataset>();
    for (int area = 0; area < config.shops(); area++) {
      String name = words.keys().get(area);
      List<Integer> areas =
          List.of(area, words.keys().indexOf(words.areas().get(area).goesWith().getFirst()));
      Chance chance = root.split();
      var users = new ArrayList<>(visitors(town, areas, common, chance.split()));
      for (int user = 1; users.size() < config.users(); user++) {
        String id = String.format(Locale.ROOT, "%s-%05d", name, user);
        users.add(new Person(id, Customer.draw(words, chance.split())));
      }
      shops.put(name, shop(words.with(areas), areas, users, config.items(), chance));
    }
    return shops;
  }

  /// Whoever is interested comes first.
  private static List<Person> visitors(
      List<Person> town, List<Integer> areas, int count, Chance chance) {
    var drawn = new ArrayList<>(town);
    chance.shuffle(drawn);
    drawn.sort(Comparator.comparingInt(person -> person.customer().interestedIn(areas) ? 0 : 1));
    return drawn.subList(0, count);
  }

  private static Dataset shop(
      ShopWords words, List<Integer> areas, List<Person> users, int items, Chance chance) {
    List<Product> products = new CatalogMaker(words, chance.split()).products(items);
    var life = new ShoppingLife(words, products);
    var histories = new ArrayList<History>();
    for (Person person : users) {
      Chance own = chance.split();
      History history = life.live(person.id(), person.customer().in(areas), own);
      histories.add(history.at(times(history.length(), own)));
    }
    var counts = new TreeMap<String, Long>();
    counts.put("items never bought", DemoShop.neverBought(items, histories));
    return new Dataset(
        new Catalog(products.stream().map(Product::item).toList()), histories, counts);
  }

  private static long[] times(int length, Chance chance) {
    var times = new long[length];
    long now = OPENING + chance.below(FIRST_VISITS);
    for (int event = 0; event < length; event++) {
      times[event] = now;
      now += 1 + chance.below(LONGEST_PAUSE);
    }
    return times;
  }

  /// Writes a folder for each shop, called by its name.
  ///
  /// @throws IOException naming the file that could not be written
  public static void write(SequencedMap<String, Dataset> shops, Path folder) throws IOException {
    for (Map.Entry<String, Dataset> shop : shops.entrySet()) {
      Path own = folder.resolve(shop.getKey());
      Files.createDirectories(own);
      DatasetFiles.write(own, shop.getValue());
    }
  }
}
