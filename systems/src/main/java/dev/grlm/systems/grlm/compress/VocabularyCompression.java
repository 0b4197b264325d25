package dev.grlm.systems.grlm.compress;

import dev.grlm.cluster.Clustering;
import dev.grlm.cluster.KMeans;
import dev.grlm.cluster.Points;
import dev.grlm.cluster.Seeding;
import dev.grlm.embed.Embeddings;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A smaller vocabulary for a set of Term IDs: k clusters over all of its terms, each of which is
/// called by one of its own, the *core term* (compression by k-means in arXiv 2601.06798).
///
/// The core term is the one nearest to the centroid, the commonest on ties, so that identifiers
/// stay words. Terms keep their slots. Where terms of one identifier fall together, one of them
/// keeps the core term (the core term itself if it is there, else the leftmost) and the others take
/// the nearest core term that the identifier does not have; so a well-formed identifier stays
/// well-formed. What an identifier becomes depends on it alone: items that collided still do.
///
/// Immutable and thread-safe.
public final class VocabularyCompression {
  /// Distances of rows of length 1 that differ by less are equal: the two members of a pair are
  /// equally far from their middle, but not in floating point.
  private static final double TIE = 1e-9;

  private final TermEmbeddings terms;
  private final Matrix points;
  private final Map<String, Integer> rowOf;

  /// For each row the row of its core term.
  private final int[] coreOf;

  /// Rows of the core terms, commonest first.
  private final int[] cores;

  private VocabularyCompression(TermEmbeddings terms, Matrix points, int[] coreOf) {
    this.terms = terms;
    this.points = points;
    this.coreOf = coreOf;
    this.cores = Arrays.stream(coreOf).distinct().sorted().toArray();
    this.rowOf = HashMap.newHashMap(terms.terms().size());
    for (int row = 0; row < coreOf.length; row++) {
      rowOf.put(terms.terms().get(row), row);
    }
  }

  /// Identifiers of the smaller vocabulary, and what it took.
  ///
  /// @param slotsRewritten slots whose term is another one now
  /// @param slotsRepaired of these, slots that took a further core term because the identifier had
  ///   the nearest one already
  /// @param identifiersRepaired identifiers of items with such a slot
  public record Compressed(
      Identifiers identifiers, int slotsRewritten, int slotsRepaired, int identifiersRepaired) {}

  /// @param k terms that remain; as many as there are, or more, leave everything as it is
  /// @param seed of the first centroids
  /// @throws IllegalArgumentException when `k` is below 1
  public static VocabularyCompression of(TermEmbeddings terms, int k, long seed) {
    Matrix points = widened(terms.rows());
    if (k >= points.rows()) {
      return new VocabularyCompression(terms, points, IntStream.range(0, points.rows()).toArray());
    }
    Embeddings rows = terms.rows();
    Clustering clusters =
        new KMeans(k, Seeding.SPREAD, false, KMeans.SETTLED, seed)
            .cluster(Points.of(rows.values(), rows.dimensions()));
    int[] medoids = medoids(points, clusters, k);
    int[] coreOf = Arrays.stream(clusters.clusterOf()).map(cluster -> medoids[cluster]).toArray();
    return new VocabularyCompression(terms, points, coreOf);
  }

  private static Matrix widened(Embeddings rows) {
    Matrix widened = Matrix.zeros(rows.rows(), rows.dimensions());
    for (int i = 0; i < rows.values().length; i++) {
      widened.values()[i] = rows.values()[i];
    }
    return widened;
  }

  /// Rows are in order of use, so the first of equals is the commonest.
  private static int[] medoids(Matrix points, Clustering clusters, int k) {
    int[] clusterOf = clusters.clusterOf();
    double[] least = new double[k];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    double[] distances = new double[clusterOf.length];
    for (int row = 0; row < clusterOf.length; row++) {
      distances[row] = distance(points, row, clusters.centroids(), clusterOf[row]);
      least[clusterOf[row]] = Math.min(least[clusterOf[row]], distances[row]);
    }
    int[] medoids = new int[k];
    Arrays.fill(medoids, -1);
    for (int row = 0; row < clusterOf.length; row++) {
      int cluster = clusterOf[row];
      if (medoids[cluster] < 0 && distances[row] <= least[cluster] + TIE) {
        medoids[cluster] = row;
      }
    }
    return medoids;
  }

  /// The terms that remain, commonest first.
  public List<String> coreTerms() {
    return Arrays.stream(cores).mapToObj(row -> terms.terms().get(row)).toList();
  }

  /// What a term of the vocabulary is called from now on.
  ///
  /// @throws IllegalArgumentException naming the term, when it is in none of the identifiers
  public String core(String term) {
    return terms.terms().get(coreOf[row(term)]);
  }

  private int row(String term) {
    Integer row = rowOf.get(term);
    if (row == null) {
      throw new IllegalArgumentException("the term '" + term + "' is not in the vocabulary");
    }
    return row;
  }

  /// @param identifiers of the vocabulary that was compressed
  /// @throws IllegalArgumentException when there are fewer core terms than slots, or a term is
  ///   unknown
  public Compressed compress(Identifiers identifiers) {
    if (cores.length == coreOf.length) {
      return new Compressed(identifiers, 0, 0, 0);
    }
    if (cores.length < identifiers.length()) {
      throw new IllegalArgumentException(
          "%d terms are too few for identifiers of %d different ones"
              .formatted(cores.length, identifiers.length()));
    }
    var rewritten = new ArrayList<Identifier>(identifiers.size());
    int slotsRewritten = 0;
    int slotsRepaired = 0;
    int identifiersRepaired = 0;
    for (Identifier before : identifiers.all()) {
      Identifier after = compress(before);
      int repaired = 0;
      for (int slot = 0; slot < before.length(); slot++) {
        slotsRewritten += after.symbol(slot).equals(before.symbol(slot)) ? 0 : 1;
        repaired += after.symbol(slot).equals(core(before.symbol(slot))) ? 0 : 1;
      }
      slotsRepaired += repaired;
      identifiersRepaired += repaired > 0 ? 1 : 0;
      rewritten.add(after);
    }
    return new Compressed(
        new Identifiers(rewritten), slotsRewritten, slotsRepaired, identifiersRepaired);
  }

  private Identifier compress(Identifier identifier) {
    @Nullable String[] chosen = new String[identifier.length()];
    Set<String> taken = new LinkedHashSet<>();
    for (boolean itself : new boolean[] {true, false}) {
      for (int slot = 0; slot < chosen.length; slot++) {
        String term = identifier.symbol(slot);
        String core = core(term);
        if (chosen[slot] == null && core.equals(term) == itself && taken.add(core)) {
          chosen[slot] = core;
        }
      }
    }
    var symbols = new ArrayList<String>();
    for (int slot = 0; slot < chosen.length; slot++) {
      String kept = chosen[slot];
      symbols.add(kept == null ? nearest(identifier.symbol(slot), taken) : kept);
      taken.add(symbols.getLast());
    }
    return new Identifier(symbols);
  }

  /// The nearest core term that is not among `taken`, the commonest on ties.
  private String nearest(String term, Set<String> taken) {
    int row = row(term);
    String nearest = "";
    double least = Double.POSITIVE_INFINITY;
    for (int core : cores) {
      String candidate = terms.terms().get(core);
      double distance = distance(points, row, points, core);
      if (distance < least - TIE && !taken.contains(candidate)) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /// Squared Euclidean, as in the paper's compression (arXiv 2601.06798); on rows of length 1 it
  /// orders as the cosine does.
  private static double distance(Matrix left, int leftRow, Matrix right, int rightRow) {
    int width = left.columns();
    return LinearAlgebra.squaredDistance(
        left.values(), leftRow * width, right.values(), rightRow * width, width);
  }
}
