package dev.grlm.nn;

/// Which distances between two positions share a bias (T5: Raffel et al. 2020, arXiv 1910.10683,
/// section 2.1): near ones have a bucket each, farther ones share buckets that grow by a factor,
/// and all from `maxDistance` on share the last.
///
/// @param buckets of one table
/// @param maxDistance from where distances are no longer told apart
/// @param signed whether what comes before and what comes after have half of the buckets each; if
///   not, only what comes before is told apart, and what comes after is distance 0
public record RelativeBuckets(int buckets, int maxDistance, boolean signed) {
  /// @throws IllegalArgumentException when there are too few buckets to tell anything apart, or
  ///   more near distances than distances
  public RelativeBuckets {
    if (buckets < (signed ? 4 : 2) || buckets % 2 != 0) {
      throw new IllegalArgumentException(
          "buckets must be even and at least " + (signed ? 4 : 2) + ": " + buckets);
    }
    if (maxDistance <= (signed ? buckets / 4 : buckets / 2)) {
      throw new IllegalArgumentException(
          "maxDistance %d leaves no place for far distances behind %d near ones"
              .formatted(maxDistance, signed ? buckets / 4 : buckets / 2));
    }
  }

  /// The bucket of a key, 0 … buckets − 1.
  ///
  /// @param distance position of the key less that of the query
  public int of(int distance) {
    int side = signed ? buckets / 2 : buckets;
    int base = signed && distance > 0 ? side : 0;
    int apart = signed ? Math.abs(distance) : Math.max(0, -distance);
    int near = side / 2;
    return base + (apart < near ? apart : Math.min(side - 1, near + far(apart, near, side)));
  }

  /// In float32 as in the original, so that a distance on the edge of a bucket is on the same side.
  private int far(int apart, int near, int side) {
    float logarithm = (float) Math.log((float) apart / near);
    float whole = (float) Math.log((double) maxDistance / near);
    return (int) (logarithm / whole * (side - near));
  }

  /// Buckets of `queries` positions, the first at `from`, by keys at 0 … keys − 1; row-major.
  public long[] table(int from, int queries, int keys) {
    var table = new long[queries * keys];
    for (int query = 0; query < queries; query++) {
      for (int key = 0; key < keys; key++) {
        table[query * keys + key] = of(key - from - query);
      }
    }
    return table;
  }
}
