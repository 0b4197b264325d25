package dev.grlm.summary;

/// Counts of values that are not negative. Small whole numbers are counted exactly, larger ones in
/// buckets of which each ends a fifth beyond the last, so that memory does not grow with the
/// values. For one thread.
final class Histogram {
  /// Below this every whole number has a bucket of its own.
  private static final int EXACT = 1024;

  private static final double GROWTH = Math.log(1.2);
  private static final int BUCKETS = EXACT + (int) (Math.log(9.3e18 / EXACT) / GROWTH) + 2;

  private final long[] counts = new long[BUCKETS];
  private long total;
  private double sum;
  private long minimum = Long.MAX_VALUE;
  private long maximum;

  void add(long value) {
    counts[bucket(value)]++;
    total++;
    sum += value;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }

  private static int bucket(long value) {
    return value < EXACT ? (int) value : EXACT + (int) (Math.log(value / (double) EXACT) / GROWTH);
  }

  private static double lowest(int bucket) {
    return bucket < EXACT ? bucket : Math.ceil(EXACT * Math.exp((bucket - EXACT) * GROWTH));
  }

  /// How many values are at least `from` and below `until`, both powers of two at most [#EXACT], or
  /// exact bounds of buckets.
  long between(long from, long until) {
    long count = 0;
    for (int bucket = 0; bucket < BUCKETS && lowest(bucket) < until; bucket++) {
      count += lowest(bucket) >= from ? counts[bucket] : 0;
    }
    return count;
  }

  long maximum() {
    return maximum;
  }

  Summary.Quantiles quantiles() {
    if (total == 0) {
      return new Summary.Quantiles(0, 0, 0, 0, 0, 0, 0, 0);
    }
    return new Summary.Quantiles(
        minimum, at(.05), at(.25), at(.5), at(.75), at(.95), maximum, sum / total);
  }

  /// The smallest value that at least `share` of the values do not exceed.
  private double at(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return Math.clamp(lowest(bucket), (double) minimum, (double) maximum);
      }
    }
    return maximum;
  }
}
