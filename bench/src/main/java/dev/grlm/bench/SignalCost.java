package dev.grlm.bench;

import dev.grlm.data.Catalog;
import dev.grlm.data.Counts;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.fusion.Weight;
import dev.grlm.io.Json;
import dev.grlm.signal.Signals;
import dev.grlm.words.Languages;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What the signals of a large catalogue cost: `SignalCost SHOP EVENTS SEED [SIGNAL…]`, where SHOP
/// is a folder of [SyntheticShop], or a number of items without any text. Users have ten events
/// each, drawn with a long tail and independently of one another, so that hardly two pairs are the
/// same: no log of this size has larger graphs. Without names all signals are asked but `terms`.
public final class SignalCost {
  private static final int EVENTS_OF_USER = 10;
  private static final int WARMING = 50;
  private static final int ASKED = 200;
  private static final double WEIGHT = .1;

  private SignalCost() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      System.err.println("usage: SignalCost SHOP EVENTS SEED [SIGNAL…]");
      System.exit(2);
    }
    Catalog catalog =
        arguments[0].chars().allMatch(Character::isDigit)
            ? untitled(Integer.parseInt(arguments[0]))
            : catalog(Path.of(arguments[0]).resolve("items.jsonl"));
    var random = new SplittableRandom(Long.parseLong(arguments[2]));
    List<History> histories =
        histories(catalog.size(), Integer.parseInt(arguments[1]) / EVENTS_OF_USER, random);
    var dataset = new Dataset(catalog, histories, new TreeMap<>());
    say("%,d items, %,d users".formatted(catalog.size(), histories.size()));
    memory("before");
    long start = time();
    Signals signals = Signals.of(dataset, Optional.empty(), Languages.ENGLISH, List.of());
    say("texts: %.1f s".formatted(seconds(start)));
    List<String> names =
        arguments.length > 3
            ? List.of(arguments).subList(3, arguments.length)
            : signals.set().names();
    for (String name : names) {
      ask(name, new SignalProduct(signals.set(), List.of(weight(name)), catalog.size()), histories);
    }
    memory("highest while counting");
    List<Weight> all = names.stream().map(SignalCost::weight).toList();
    ask("all", new SignalProduct(signals.set(), all, catalog.size()), histories);
  }

  private static Weight weight(String name) {
    return new Weight(name, WEIGHT, WEIGHT, WEIGHT);
  }

  private static void ask(String name, SignalProduct product, List<History> histories) {
    long start = time();
    product.scores(histories.getFirst().items());
    double first = seconds(start);
    long reached = 0;
    for (int user = 0; user < WARMING + ASKED; user++) {
      if (user == WARMING) {
        start = time();
        reached = 0;
      }
      reached += product.scores(histories.get(user).items()).size();
    }
    say(
        "%s: first question %.1f s, then %.2f ms, %,d items reached"
            .formatted(name, first, seconds(start) * 1e3 / ASKED, reached / ASKED));
  }

  private static Catalog untitled(int items) {
    return new Catalog(
        IntStream.range(0, items).mapToObj(item -> Item.titled("i" + item, "")).toList());
  }

  private static Catalog catalog(Path file) throws IOException {
    var reader = new ItemJson(new Counts());
    var items = new ArrayList<Item>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        items.add(reader.read(Json.parse(line)));
      }
    }
    return new Catalog(items);
  }

  private static List<History> histories(int items, int users, SplittableRandom random) {
    var histories = new ArrayList<History>();
    for (int user = 0; user < users; user++) {
      int[] history = new int[EVENTS_OF_USER];
      for (int position = 0; position < history.length; position++) {
        double place = random.nextDouble();
        history[position] = (int) (items * place * place);
      }
      histories.add(new History("u" + user, history));
    }
    return histories;
  }

  /// Of the processor, so that what else runs does not show.
  private static double seconds(long start) {
    return (time() - start) / 1e9;
  }

  private static long time() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Highest use of the heap since the last time.
  private static void memory(String when) {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long kept = runtime.totalMemory() - runtime.freeMemory();
    say("heap %s: %,d MiB, kept %,d MiB".formatted(when, bytes >> 20, kept >> 20));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
