package dev.grlm.codebook;

import dev.grlm.cluster.BoundedKMeans;
import dev.grlm.cluster.Points;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Draws another code for every code of a book, from the same cluster of codes.
///
/// LETTER makes 10 clusters of 10 to 60 of its 256 codes. Of a smaller book, or for another number
/// of clusters, the bounds are the same shares of a cluster's mean size; a cluster has at least two
/// codes where the book has, so that there is another one.
///
/// @param clusters at most
record CodePartners(int clusters) {
  /// Of a code that is alone.
  static final int NONE = -1;

  private static final int ITERATIONS = 10;

  // LETTER's bounds, and the codes and clusters that they are meant for.
  private static final int CODES = 256;
  private static final int CLUSTERS = 10;
  private static final int LEAST = 10;
  private static final int MOST = 60;

  /// @throws IllegalArgumentException naming the value
  CodePartners {
    if (clusters < 1) {
      throw new IllegalArgumentException("clusters must be at least 1: " + clusters);
    }
  }

  /// The clustering of a book of so many codes.
  BoundedKMeans kMeans(int codes, long seed) {
    int count = Math.max(1, Math.min(clusters, codes / 2));
    long whole = (long) CODES * count;
    long least = Math.max(Math.min(2, codes), (long) codes * CLUSTERS * LEAST / whole);
    long most = Math.min(codes, Math.ceilDiv((long) codes * CLUSTERS * MOST, whole));
    return new BoundedKMeans(count, (int) least, (int) most, ITERATIONS, seed);
  }

  /// @return of every code its partner, or [#NONE]
  int[] draw(Matrix book, long seed) {
    var values = new float[book.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) book.values()[i];
    }
    int[] clusterOf =
        kMeans(book.rows(), seed).cluster(Points.of(values, book.columns())).clusterOf();
    List<List<Integer>> members = new ArrayList<>();
    IntStream.range(0, book.rows()).forEach(_ -> members.add(new ArrayList<>()));
    for (int code = 0; code < clusterOf.length; code++) {
      members.get(clusterOf[code]).add(code);
    }
    var partners = new int[book.rows()];
    Arrays.fill(partners, NONE);
    var random = new SplittableRandom(seed);
    for (int code = 0; code < partners.length; code++) {
      List<Integer> cluster = members.get(clusterOf[code]);
      if (cluster.size() > 1) {
        // Counted among those that are not the code itself.
        int place = random.nextInt(cluster.size() - 1);
        partners[code] = cluster.get(place < cluster.indexOf(code) ? place : place + 1);
      }
    }
    return partners;
  }
}
