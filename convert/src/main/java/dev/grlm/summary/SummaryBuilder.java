package dev.grlm.summary;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sums up a data set in one pass over its items and one over its histories. Memory grows with the
/// number of items (a count each) and with the longest history, not with users. For one thread.
public final class SummaryBuilder {
  private static final double[] TOP_SHARES = {.001, .01, .05, .1, .2, .5};

  private static final List<String> GAP_NAMES =
      List.of("1 s", "1 min", "1 h", "1 day", "1 week", "30 days", "1 year", "ever");
  private static final long[] GAP_SECONDS = {
    1, 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000, Long.MAX_VALUE
  };

  private final List<String> domains;
  private final Histogram lengths = new Histogram();
  private final Histogram gaps = new Histogram();
  private final SortedMap<String, long[]> text = new TreeMap<>();
  private final long[] domainUsers;
  private final long[] domainItems;
  private final long[] domainEvents;
  private final long[][] both;
  private int[] popularity = new int[1024];
  private int items;
  private long users;
  private long histories;
  private long events;
  private long sameTime;
  private long neighbouring;
  private long repeats;
  private long historiesWithRepeats;
  private final long[] gapCounts = new long[GAP_SECONDS.length];
  private long trainingEvents;
  private long validationEvents;
  private long testEvents;
  private long validationUsers;
  private long testUsers;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /// @param domains words of the domains, by number
  public SummaryBuilder(List<String> domains) {
    this.domains = List.copyOf(domains);
    domainUsers = new long[domains.size()];
    domainItems = new long[domains.size()];
    domainEvents = new long[domains.size()];
    both = new long[domains.size()][domains.size()];
  }

  /// The next item of the result.
  ///
  /// @param domain its number among the domains
  public void item(Item item, int domain) {
    items++;
    domainItems[domain]++;
    count("title", item.title());
    count("brand", item.brand());
    count("categories", String.join(" ", item.categories()));
    count("more_categories", String.join(" ", item.moreCategories()));
    count("description", item.description());
    item.fields().forEach(this::count);
  }

  private void count(String field, String value) {
    long[] seen = text.computeIfAbsent(field, _ -> new long[2]);
    if (!value.isBlank()) {
      seen[0]++;
      seen[1] += value.length();
    }
  }

  /// One user, before what he did becomes one history or several.
  ///
  /// @param items numbers of all his items
  /// @param domainOf domain of every item, by its number
  public void person(int[] items, int[] domainOf) {
    users++;
    var here = new BitSet();
    for (int item : items) {
      here.set(domainOf[item]);
    }
    here.stream()
        .forEach(one -> {
          domainUsers[one]++;
          here.stream().filter(other -> other > one).forEach(other -> both[one][other]++);
        });
  }

  /// One history of the result, oldest first.
  ///
  /// @param items numbers of the items
  /// @param times milliseconds, or [Event#NONE]
  /// @param domainOf domain of every item, by its number
  public void history(int[] items, long[] times, int[] domainOf) {
    histories++;
    events += items.length;
    lengths.add(items.length);
    Set<Integer> seen = HashSet.newHashSet(items.length);
    long repeated = 0;
    for (int place = 0; place < items.length; place++) {
      repeated += seen.add(items[place]) ? 0 : 1;
      domainEvents[domainOf[items[place]]]++;
      popular(items[place]);
      time(times, place);
    }
    repeats += repeated;
    historiesWithRepeats += repeated > 0 ? 1 : 0;
  }

  private void popular(int item) {
    if (item >= popularity.length) {
      popularity = Arrays.copyOf(popularity, Math.max(item + 1, 2 * popularity.length));
    }
    popularity[item]++;
  }

  private void time(long[] times, int place) {
    long now = times[place];
    if (now == Event.NONE) {
      return;
    }
    first = Math.min(first, now);
    last = Math.max(last, now);
    if (place > 0 && times[place - 1] != Event.NONE) {
      neighbouring++;
      sameTime += now == times[place - 1] ? 1 : 0;
      long seconds = Math.max(0, (now - times[place - 1]) / 1000);
      gaps.add(seconds);
      int step = 0;
      while (seconds >= GAP_SECONDS[step]) {
        step++;
      }
      gapCounts[step]++;
    }
  }

  /// Where the history just given is cut.
  ///
  /// @param validationStart place of its first item of the validation part
  /// @param testStart place of its first item of the test part
  public void cut(int length, int validationStart, int testStart) {
    trainingEvents += validationStart;
    validationEvents += testStart - validationStart;
    testEvents += length - testStart;
    validationUsers += validationStart > 0 && validationStart < testStart ? 1 : 0;
    testUsers += testStart > 0 && testStart < length ? 1 : 0;
  }

  /// @param rule how histories are cut, in words
  /// @param counts what was dropped or noticed on the way
  public Summary build(String rule, SortedMap<String, Long> counts) {
    int[] sorted = Arrays.stream(popularity).filter(count -> count > 0).sorted().toArray();
    return new Summary(
        users,
        histories,
        items,
        events,
        lengths.quantiles(),
        gaps.quantiles(),
        sameTime,
        neighbouring,
        repeats,
        historiesWithRepeats,
        first == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(first).toString(),
        last == Long.MIN_VALUE ? "" : Instant.ofEpochMilli(last).toString(),
        items - sorted.length,
        coverage(),
        shares(sorted),
        gini(sorted),
        curve(sorted),
        buckets(),
        domainFigures(),
        overlap(),
        gapSteps(),
        histories == 0 || items == 0 ? 0 : (double) events / histories / items,
        new Summary.Parts(
            rule, trainingEvents, validationEvents, testEvents, validationUsers, testUsers),
        new TreeMap<>(counts));
  }

  private Map<String, Summary.Coverage> coverage() {
    Map<String, Summary.Coverage> coverage = new LinkedHashMap<>();
    text.forEach((field, seen) -> {
      if (seen[0] > 0) {
        coverage.put(
            field, new Summary.Coverage((double) seen[0] / items, (double) seen[1] / seen[0]));
      }
    });
    return coverage;
  }

  private Map<String, Double> shares(int[] sorted) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (double top : TOP_SHARES) {
      long taken = Math.max(1, Math.round(top * items));
      long sum = 0;
      for (int rank = 0; rank < Math.min(taken, sorted.length); rank++) {
        sum += sorted[sorted.length - 1 - rank];
      }
      shares.put(100 * top + " %", events == 0 ? 0 : (double) sum / events);
    }
    return shares;
  }

  /// `Σ (2i − n − 1) xᵢ / (n Σ xᵢ)` over the sorted counts x₁ ≤ … ≤ xₙ; items without events come
  /// first.
  private double gini(int[] sorted) {
    double weighted = 0;
    for (int index = 0; index < sorted.length; index++) {
      int rank = items - sorted.length + index + 1;
      weighted += (2.0 * rank - items - 1) * sorted[index];
    }
    return events == 0 ? 0 : weighted / ((double) items * events);
  }

  private static List<Summary.Point> curve(int[] sorted) {
    var points = new ArrayList<Summary.Point>();
    for (long rank = 1; rank <= sorted.length; rank = Math.max(rank + 1, rank * 5 / 4)) {
      points.add(new Summary.Point(rank, sorted[sorted.length - (int) rank]));
    }
    return points;
  }

  private List<Summary.Bucket> buckets() {
    var buckets = new ArrayList<Summary.Bucket>();
    for (long from = 1; from <= lengths.maximum(); from *= 2) {
      buckets.add(new Summary.Bucket(from, lengths.between(from, 2 * from)));
    }
    return buckets;
  }

  private List<Summary.Gap> gapSteps() {
    var steps = new ArrayList<Summary.Gap>();
    for (int step = 0; neighbouring > 0 && step < gapCounts.length; step++) {
      steps.add(new Summary.Gap(GAP_NAMES.get(step), gapCounts[step]));
    }
    return steps;
  }

  private List<Summary.Domain> domainFigures() {
    var figures = new ArrayList<Summary.Domain>();
    for (int domain = 0; domain < domains.size(); domain++) {
      figures.add(
          new Summary.Domain(
              domains.get(domain), domainUsers[domain], domainItems[domain], domainEvents[domain]));
    }
    return figures;
  }

  private List<Summary.Overlap> overlap() {
    var pairs = new ArrayList<Summary.Overlap>();
    for (int one = 0; one < domains.size(); one++) {
      for (int other = one + 1; other < domains.size(); other++) {
        pairs.add(new Summary.Overlap(domains.get(one), domains.get(other), both[one][other]));
      }
    }
    return pairs;
  }
}
