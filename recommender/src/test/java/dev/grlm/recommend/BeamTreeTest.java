package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.ground.Grounding;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Symbols are characters: letters write, a comma separates, a bracket opens or closes.
class BeamTreeTest {
  private static final Grounding TEA = new Grounding.Exact(List.of(1));
  private static final Grounding POT = new Grounding.Exact(List.of(2, 3));
  private static final Grounding NOTHING = new Grounding.Structural(List.of(4), 1);

  private final BeamTree tree =
      new BeamTree(
          new BeamTree.Symbols() {
            @Override
            public OptionalInt slot(int[] symbols) {
              if (!Character.isLetter(symbols[symbols.length - 1])) {
                return OptionalInt.empty();
              }
              int commas = 0;
              for (int symbol : symbols) {
                commas += symbol == ',' ? 1 : 0;
              }
              return OptionalInt.of(commas);
            }

            @Override
            public String text(int[] symbols) {
              return Character.toString(symbols[symbols.length - 1]);
            }
          });

  private void kept(int[] parents, String symbols, double... logProbabilities) {
    tree.kept(
        parents,
        symbols.chars().map(symbol -> symbol == '-' ? -1 : symbol).toArray(),
        logProbabilities);
  }

  @Test
  void oneSymbolATermIsOneLevelASlot() {
    kept(new int[] {0, 0}, "ab", -1, -2);
    kept(new int[] {1, 0}, "cd", -2.5, -3);
    List<BeamNode> roots = tree.roots(List.of(TEA, POT));
    assertThat(roots).extracting(BeamNode::text).containsExactly("a", "b");
    assertThat(roots.getFirst().children()).extracting(BeamNode::text).containsExactly("d");
    assertThat(roots.getFirst().children().getFirst().grounding()).isEqualTo(POT);
    assertThat(roots.getLast().children().getFirst().grounding()).isEqualTo(TEA);
    assertThat(roots.getLast().children().getFirst().logProbability()).isEqualTo(-2.5);
    assertThat(roots).allMatch(root -> root.grounding() == null);
  }

  /// As a model of tokens writes: `[`, `t`, `e`, `,`, `p`, `]`.
  @Test
  void piecesOfATermAndSignsAreNoSlotsOfTheirOwn() {
    kept(new int[] {0}, "[", 0);
    kept(new int[] {0}, "t", -1);
    kept(new int[] {0, 0}, "ei", -2, -3);
    kept(new int[] {0, 1}, ",,", -2, -3);
    kept(new int[] {0, 1}, "pq", -4, -5);
    kept(new int[] {0, 1}, "]]", -4, -5);
    List<BeamNode> roots = tree.roots(List.of(TEA, POT));
    assertThat(roots).extracting(BeamNode::text).containsExactly("t");
    List<BeamNode> pieces = roots.getFirst().children();
    assertThat(pieces).extracting(BeamNode::text).containsExactly("e", "i");
    assertThat(pieces).extracting(BeamNode::slot).containsOnly(0);
    BeamNode last = pieces.getFirst().children().getFirst();
    assertThat(last.text()).isEqualTo("p");
    assertThat(last.slot()).isEqualTo(1);
    assertThat(last.grounding()).isEqualTo(TEA);
    assertThat(pieces.getLast().children().getFirst().grounding()).isEqualTo(POT);
  }

  @Test
  void anIdentifierThatEndsEarlierKeepsItsGrounding() {
    kept(new int[] {0, 0}, "ab", -1, -2);
    kept(new int[] {0, 1}, "]c", -1, -3);
    kept(new int[] {1, 0}, "]-", -3, -1);
    List<BeamNode> roots = tree.roots(List.of(POT, TEA));
    assertThat(roots.getFirst().grounding()).isEqualTo(TEA);
    assertThat(roots.getFirst().children()).isEmpty();
    assertThat(roots.getLast().children().getFirst().grounding()).isEqualTo(POT);
  }

  /// `a` and `ab`: the prefix has the mass of both, each end its own.
  @Test
  void anEndHasItsOwnProbabilityBelowThatOfItsPrefix() {
    kept(new int[] {0}, "a", -.1);
    kept(new int[] {0, 0}, "b]", -.5, -1.2);
    kept(new int[] {0, 1}, "]-", -.6, -1.2);
    BeamNode root = tree.roots(List.of(TEA, POT)).getFirst();
    assertThat(root.logProbability()).isEqualTo(-.1);
    assertThat(root.leaf()).isEqualTo(new BeamNode.Leaf(POT, -1.2));
    assertThat(root.children().getFirst().logProbability()).isEqualTo(-.5);
    assertThat(root.children().getFirst().leaf()).isEqualTo(new BeamNode.Leaf(TEA, -.6));
  }

  @Test
  void whatTheSearchDroppedStaysAsAPrefix() {
    kept(new int[] {0, 0, 0}, "abc", -1, -2, -3);
    kept(new int[] {1, 1}, "de", -2, -2.5);
    List<BeamNode> roots = tree.roots(List.of(TEA, NOTHING));
    assertThat(roots).hasSize(3);
    assertThat(roots.getFirst().children()).isEmpty();
    assertThat(roots.get(1).children()).hasSize(2);
    assertThat(roots.get(1).children().getLast().grounding()).isEqualTo(NOTHING);
  }

  @Test
  void withoutASearchThereIsNoTree() {
    assertThat(tree.roots(List.of())).isEmpty();
  }
}
