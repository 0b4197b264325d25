package dev.grlm.recommend;

import dev.grlm.decode.SearchTrace;
import dev.grlm.ground.Grounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Gathers what a search kept and makes a tree of it, however many symbols a model takes for a term
/// and whether or not identifiers are of one length. A sign that only opens, separates or closes is
/// no node of its own: what follows it hangs on the term before. For one search.
public final class BeamTree implements SearchTrace {
  /// What a tree needs to know of the symbols.
  public interface Symbols {
    /// The slot that the last symbol of a sequence writes on; empty for a mere sign.
    OptionalInt slot(int[] symbols);

    /// The last symbol of a sequence, for a person.
    String text(int[] symbols);
  }

  private final Symbols symbols;
  private final List<Growth> roots = new ArrayList<>();
  private List<Row> rows = List.of(new Row(new int[0], null, 0));

  /// A node while the search goes on.
  private static final class Growth {
    private final String text;
    private final int slot;
    private final double logProbability;
    private final List<Growth> children = new ArrayList<>();
    private BeamNode.@Nullable Leaf leaf;

    Growth(String text, int slot, double logProbability) {
      this.text = text;
      this.slot = slot;
      this.logProbability = logProbability;
    }

    BeamNode node() {
      return new BeamNode(
          text, slot, logProbability, children.stream().map(Growth::node).toList(), leaf);
    }
  }

  /// A beam.
  ///
  /// @param path its symbols
  /// @param node its last term, null before the first
  /// @param logProbability of all its symbols, signs among them
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  private record Row(int[] path, @Nullable Growth node, double logProbability) {}

  public BeamTree(Symbols symbols) {
    this.symbols = symbols;
  }

  @Override
  public void kept(int[] parents, int[] lastSymbols, double[] logProbabilities) {
    var next = new ArrayList<Row>();
    for (int row = 0; row < parents.length; row++) {
      Row parent = rows.get(parents[row]);
      next.add(
          lastSymbols[row] < 0 ? parent : grown(parent, lastSymbols[row], logProbabilities[row]));
    }
    rows = next;
  }

  private Row grown(Row parent, int symbol, double logProbability) {
    int[] path = Arrays.copyOf(parent.path(), parent.path().length + 1);
    path[path.length - 1] = symbol;
    OptionalInt slot = symbols.slot(path);
    if (slot.isEmpty()) {
      return new Row(path, parent.node(), logProbability);
    }
    var node = new Growth(symbols.text(path), slot.getAsInt(), logProbability);
    (parent.node() == null ? roots : parent.node().children).add(node);
    return new Row(path, node, logProbability);
  }

  /// The kept prefixes below the empty one, most probable first.
  ///
  /// @param groundings what the kept beams came to, in their order
  public List<BeamNode> roots(List<Grounding> groundings) {
    for (int row = 0; row < groundings.size(); row++) {
      Growth node = rows.get(row).node();
      if (node != null) {
        node.leaf = new BeamNode.Leaf(groundings.get(row), rows.get(row).logProbability());
      }
    }
    return roots.stream().map(Growth::node).toList();
  }
}
