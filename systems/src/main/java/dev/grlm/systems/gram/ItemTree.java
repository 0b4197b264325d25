package dev.grlm.systems.gram;

import dev.grlm.cluster.Clustering;
import dev.grlm.cluster.KMeans;
import dev.grlm.cluster.Points;
import dev.grlm.cluster.Seeding;
import dev.grlm.embed.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Items in clusters, and these in clusters, down to a depth. A cluster of no more items than it
/// may have children gives each item a child; an item alone stays alone down to the depth. What is
/// in a cluster of the last depth is not told apart.
///
/// @param root all items
record ItemTree(Node root) {
  /// @param items of the catalogue, ascending
  /// @param children none at the last depth
  record Node(int[] items, List<Node> children) {}

  /// Hierarchical k-means of text vectors, by squared Euclidean distance. The same vectors and seed
  /// give the same tree.
  static ItemTree of(Embeddings vectors, LexicalIdConfig config, long seed) {
    return new ItemTree(
        new Growth(vectors, config, new SplittableRandom(seed))
            .node(IntStream.range(0, vectors.rows()).toArray(), config.depth()));
  }

  /// Every item for itself.
  static ItemTree flat(int items, int depth) {
    List<Node> alone =
        IntStream.range(0, items).mapToObj(item -> alone(new int[] {item}, depth - 1)).toList();
    return new ItemTree(new Node(IntStream.range(0, items).toArray(), alone));
  }

  private static Node alone(int[] item, int below) {
    return new Node(item, below == 0 ? List.of() : List.of(alone(item, below - 1)));
  }

  private record Growth(Embeddings vectors, LexicalIdConfig config, SplittableRandom seeds) {
    /// @param below how many levels there are below it
    Node node(int[] items, int below) {
      var children = new ArrayList<Node>();
      if (below > 0 && items.length <= config.children()) {
        for (int item : items) {
          children.add(alone(new int[] {item}, below - 1));
        }
      } else if (below > 0) {
        int[] clusterOf = clusters(items);
        for (int cluster = 0; cluster < config.children(); cluster++) {
          int wanted = cluster;
          int[] members =
              IntStream.range(0, items.length)
                  .filter(place -> clusterOf[place] == wanted)
                  .map(place -> items[place])
                  .toArray();
          children.add(node(members, below - 1));
        }
      }
      return new Node(items, List.copyOf(children));
    }

    /// The tightest of several clusterings, the first among equals.
    private int[] clusters(int[] items) {
      int width = vectors.dimensions();
      var points =
          new Points(
              items.length,
              width,
              (point, into, start) -> vectors.copyRow(items[point], into, start));
      int[] best = {};
      double least = Double.POSITIVE_INFINITY;
      for (int restart = 0; restart < config.restarts(); restart++) {
        Clustering found =
            new KMeans(config.children(), Seeding.SPREAD, false, KMeans.SETTLED, seeds.nextLong())
                .cluster(points);
        double spread = spread(items, found);
        if (spread < least) {
          least = spread;
          best = found.clusterOf();
        }
      }
      return best;
    }

    /// Sum of squared distances to the centroids.
    private double spread(int[] items, Clustering found) {
      double sum = 0;
      var row = new float[vectors.dimensions()];
      for (int place = 0; place < items.length; place++) {
        vectors.copyRow(items[place], row, 0);
        for (int d = 0; d < row.length; d++) {
          double apart = row[d] - found.centroids().at(found.clusterOf()[place], d);
          sum += apart * apart;
        }
      }
      return sum;
    }
  }

  /// Clusters of several items that are not told apart.
  long unparted() {
    return unparted(root);
  }

  private static long unparted(Node node) {
    if (node.children().isEmpty()) {
      return node.items().length > 1 ? 1 : 0;
    }
    return node.children().stream().mapToLong(ItemTree::unparted).sum();
  }
}
