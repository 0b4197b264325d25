package dev.grlm.live;

import dev.grlm.decode.SearchTrace;
import dev.grlm.ground.Grounding;
import dev.grlm.live.Explanation.Leaf;
import dev.grlm.live.Explanation.Node;
import dev.grlm.recommend.Generated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what a search kept and makes a tree of it. A sign that only closes a Term ID is no node
/// of its own. For one search.
final class BeamTree implements SearchTrace {
  private final Shelf shelf;
  private final List<Level> levels = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // neither compared nor shared
  private record Level(int[] parents, int[] symbols, double[] logProbabilities) {}

  BeamTree(Shelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public void kept(int[] parents, int[] symbols, double[] logProbabilities) {
    levels.add(new Level(parents, symbols, logProbabilities));
  }

  /// @param beams what came of the last level, in its order
  List<Node> roots(List<Generated> beams) {
    List<Node> below = List.of();
    List<@Nullable Leaf> leaves = new ArrayList<>();
    beams.forEach(beam -> leaves.add(leaf(beam.grounding())));
    int[] parentsOfBelow = new int[0];
    for (int depth = levels.size() - 1; depth >= 0; depth--) {
      Level level = levels.get(depth);
      if (depth >= shelf.identifiers().length()) {
        List<@Nullable Leaf> passedUp = new ArrayList<>();
        int width = levels.get(depth - 1).symbols().length;
        for (int row = 0; row < width; row++) {
          passedUp.add(null);
        }
        for (int row = 0; row < level.parents().length; row++) {
          passedUp.set(level.parents()[row], leaves.get(row));
        }
        leaves.clear();
        leaves.addAll(passedUp);
        continue;
      }
      var nodes = new ArrayList<Node>();
      for (int row = 0; row < level.symbols().length; row++) {
        var children = new ArrayList<Node>();
        for (int child = 0; child < below.size(); child++) {
          if (parentsOfBelow[child] == row) {
            children.add(below.get(child));
          }
        }
        nodes.add(
            new Node(
                shelf.grlm().text(depth, level.symbols()[row]),
                depth,
                level.logProbabilities()[row],
                children,
                depth == shelf.identifiers().length() - 1 ? leaves.get(row) : null));
      }
      below = nodes;
      parentsOfBelow = level.parents();
    }
    return below;
  }

  private Leaf leaf(Grounding grounding) {
    String kind =
        switch (grounding) {
          case Grounding.Exact _ -> "exact";
          case Grounding.Structural _ -> "structural";
          case Grounding.Unmatched _ -> "unmatched";
        };
    return new Leaf(
        kind, grounding.items().stream().map(item -> shelf.catalog().item(item).id()).toList());
  }
}
