package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.embed.Embeddings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemTreeTest {
  private static final LexicalIdConfig CONFIG =
      LexicalIdConfig.DEFAULT.withChildren(2).withDepth(3).withMinimumItems(1);

  /// Four directions in pairs that are close to each other, three items each.
  private static Embeddings pairs() {
    double[] degrees = {0, 20, 90, 110};
    var random = new SplittableRandom(1);
    var values = new float[24];
    for (int item = 0; item < 12; item++) {
      double angle = Math.toRadians(degrees[item % 4] + random.nextDouble(-2, 2));
      values[2 * item] = (float) Math.cos(angle);
      values[2 * item + 1] = (float) Math.sin(angle);
    }
    return new Embeddings(12, 2, values);
  }

  @Test
  void clustersAreFoundWithinClusters() {
    ItemTree tree = ItemTree.of(pairs(), CONFIG.withDepth(2), 7);
    assertThat(sets(tree.root().children()))
        .containsExactlyInAnyOrder(List.of(0, 1, 4, 5, 8, 9), List.of(2, 3, 6, 7, 10, 11));
    assertThat(
            sets(tree.root().children().stream().flatMap(one -> one.children().stream()).toList()))
        .containsExactlyInAnyOrder(
            List.of(0, 4, 8), List.of(1, 5, 9), List.of(2, 6, 10), List.of(3, 7, 11));
    assertThat(tree.unparted()).isEqualTo(4);
  }

  private static List<List<Integer>> sets(List<ItemTree.Node> nodes) {
    return nodes.stream().map(node -> IntStream.of(node.items()).boxed().toList()).toList();
  }

  @Test
  void whereThereAreFewEachItemGoesOnAloneToTheDepth() {
    ItemTree tree = ItemTree.of(pairs(), CONFIG.withChildren(12).withDepth(3), 7);
    assertThat(tree.root().children()).hasSize(12);
    assertThat(told(tree)).isEqualTo(told(ItemTree.flat(12, 3)));
    assertThat(depths(tree.root())).containsOnly(3);
    assertThat(tree.unparted()).isZero();
  }

  private static String told(ItemTree tree) {
    return told(tree.root());
  }

  private static String told(ItemTree.Node node) {
    return node.children().isEmpty()
        ? Arrays.toString(node.items())
        : node.children().stream().map(ItemTreeTest::told).toList().toString();
  }

  private static Stream<Integer> depths(ItemTree.Node node) {
    return node.children().isEmpty()
        ? Stream.of(0)
        : node.children().stream().flatMap(child -> depths(child).map(depth -> depth + 1));
  }

  @Test
  void theSeedDecides() {
    var random = new SplittableRandom(3);
    var values = new float[600];
    for (int item = 0; item < 300; item++) {
      double angle = random.nextDouble(0, 2 * Math.PI);
      values[2 * item] = (float) Math.cos(angle);
      values[2 * item + 1] = (float) Math.sin(angle);
    }
    var vectors = new Embeddings(300, 2, values);
    LexicalIdConfig config = CONFIG.withChildren(5);
    String first = told(ItemTree.of(vectors, config, 1));
    assertThat(told(ItemTree.of(vectors, config, 1))).isEqualTo(first);
    assertThat(told(ItemTree.of(vectors, config, 2))).isNotEqualTo(first);
  }

  @Test
  void itemsOfOneVectorAreStillSpreadOverAllChildren() {
    var vectors = new Embeddings(20, 2, new float[40]);
    ItemTree tree = ItemTree.of(vectors, CONFIG.withChildren(3), 1);
    assertThat(tree.root().children()).hasSize(3).allMatch(node -> node.items().length > 0);
  }

  @Test
  void settingsThatMakeNoTreeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withDepth(10))
        .withMessage("depth must be at least 1 and below 10: 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CONFIG.withChildren(1))
        .withMessageContaining("children must be at least 2");
  }
}
