package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.task.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemBatchTest {
  @Test
  void rowsArePaddedOnTheRight() {
    ItemBatch batch = ItemBatch.of(List.of(new int[] {4}, new int[] {7, 8, 9}, new int[] {2, 3}));
    assertThat(batch.rows()).isEqualTo(3);
    assertThat(batch.time()).isEqualTo(3);
    assertThat(batch.items()).containsExactly(4, 0, 0, 7, 8, 9, 2, 3, 0);
    assertThat(batch.lengths()).containsExactly(1, 3, 2);
    assertThat(batch.real()).containsExactly(0, 3, 4, 5, 6, 7);
  }

  @Test
  void oneRowNeedsNoPadding() {
    ItemBatch batch = ItemBatch.of(List.of(new int[] {5, 6}));
    assertThat(batch.items()).containsExactly(5, 6);
    assertThat(batch.real()).containsExactly(0, 1);
  }

  @Test
  void anExampleReadsByTheIdsOfItsItems() {
    var catalog =
        new Catalog(List.of(Item.titled("a", ""), Item.titled("b", ""), Item.titled("c", "")));
    var rendering = new ItemRendering(catalog);
    var example = new Example("next", "u1", new int[] {2, 0, 1});
    assertThat(rendering.prompt(example)).isEqualTo("c");
    assertThat(rendering.target(example)).isEqualTo("a b");
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SasRecConfig(5, 6, 1, 4, 8, 3, 0))
        .withMessage("width 6 is not a positive multiple of heads 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SasRecConfig(0, 4, 1, 2, 8, 3, 0))
        .withMessageEndingWith("not negative: 0, 8, 3, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SasRecConfig(5, 4, -1, 2, 8, 3, 0))
        .withMessageEndingWith("not negative: 5, 8, 3, -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SasRecConfig(5, 4, 1, 2, 8, 3, 1))
        .withMessage("a dropout rate must be in 0…0.99: 1.0");
  }
}
