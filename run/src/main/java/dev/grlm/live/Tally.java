package dev.grlm.live;

import java.util.Arrays;

/// What was shown by one run in one arm of one experiment, and what came of it. Counted in buckets
/// of users, so that it can be said how much figures vary from user to user, in the same space for
/// ten users and for ten million. For one thread at a time.
final class Tally {
  static final int BUCKETS = 1_000;

  /// Places that are counted one by one; the last counts all below.
  static final int PLACES = 11;

  /// Lists; lists with a click on what they show; lists with a purchase of what they show;
  /// purchases after a list, each item once; those of what it shows. By bucket.
  enum Count {
    SHOWN(0),
    CLICKED(1),
    BOUGHT(2),
    PURCHASES(3),
    HITS(4);

    /// In the file.
    private final int place;

    Count(int place) {
      this.place = place;
    }
  }

  private final Key key;
  private final long since;
  private final int[][] counts;
  private final long[] clickPlaces;
  private final long[] hitPlaces;

  /// @param experiment empty where there was none
  /// @param arm empty where there was none
  record Key(String experiment, String run, String arm) {}

  /// @param since milliseconds since 1970
  Tally(Key key, long since) {
    this(key, since, new int[Count.values().length][BUCKETS], new long[PLACES], new long[PLACES]);
  }

  private Tally(Key key, long since, int[][] counts, long[] clickPlaces, long[] hitPlaces) {
    this.key = key;
    this.since = since;
    this.counts = counts;
    this.clickPlaces = clickPlaces;
    this.hitPlaces = hitPlaces;
  }

  /// As in the file.
  ///
  /// @param counts by the place of [Count]
  record Kept(
      String experiment,
      String run,
      String arm,
      long since,
      int[][] counts,
      long[] clickPlaces,
      long[] hitPlaces) {}

  Kept kept() {
    return new Kept(
        key.experiment(),
        key.run(),
        key.arm(),
        since,
        Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new),
        clickPlaces.clone(),
        hitPlaces.clone());
  }

  /// @throws IllegalArgumentException when something is missing or has another size
  static Tally of(Kept kept) {
    boolean whole =
        kept.counts().length == Count.values().length
            && Arrays.stream(kept.counts()).allMatch(one -> one.length == BUCKETS)
            && kept.clickPlaces().length == PLACES
            && kept.hitPlaces().length == PLACES;
    if (!whole) {
      throw new IllegalArgumentException("counts of another size");
    }
    var key = new Key(kept.experiment(), kept.run(), kept.arm());
    return new Tally(key, kept.since(), kept.counts(), kept.clickPlaces(), kept.hitPlaces());
  }

  Key key() {
    return key;
  }

  long since() {
    return since;
  }

  void add(Count count, int bucket) {
    counts[count.place][bucket]++;
  }

  /// @param place from 0
  void clickedAt(int place) {
    clickPlaces[Math.min(place, PLACES - 1)]++;
  }

  /// @param place from 0
  void boughtAt(int place) {
    hitPlaces[Math.min(place, PLACES - 1)]++;
  }

  private OnlineRate rate(Count of, Count among) {
    return OnlineRate.of(counts[of.place], counts[among.place]);
  }

  private long sum(Count count) {
    return Arrays.stream(counts[count.place]).asLongStream().sum();
  }

  OnlineFigures figures() {
    return new OnlineFigures(
        key.experiment(),
        key.run(),
        key.arm(),
        since,
        sum(Count.SHOWN),
        sum(Count.CLICKED),
        sum(Count.BOUGHT),
        sum(Count.PURCHASES),
        sum(Count.HITS),
        Arrays.stream(clickPlaces).boxed().toList(),
        Arrays.stream(hitPlaces).boxed().toList(),
        rate(Count.CLICKED, Count.SHOWN),
        rate(Count.BOUGHT, Count.SHOWN),
        rate(Count.HITS, Count.PURCHASES));
  }
}
