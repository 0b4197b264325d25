package dev.grlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollaborativeNeighborhoodTest {
  private static final Dataset SHOP = ToyWorlds.of(4, new int[] {2, 1, 2});

  @Test
  void anItemStandsBeforeThoseNearestToIt() {
    var task = new CollaborativeNeighborhood(new int[][] {{3, 1}, {}, {0}, {}});
    List<Example> examples = task.examples(SHOP).toList();
    assertThat(examples).extracting(Example::subject).containsExactly("0", "2");
    assertThat(examples)
        .extracting(Example::items)
        .containsExactly(new int[] {0, 3, 1}, new int[] {2, 0});
    assertThat(examples).allMatch(example -> example.task().equals(task.name()));
    assertThat(task.name()).isEqualTo("CN");
  }

  @Test
  void whatNothingIsNearToIsCounted() {
    assertThat(new CollaborativeNeighborhood(new int[][] {{3, 1}, {}, {0}, {}}).leftOut())
        .containsExactly(Map.entry("items that nothing is near to, without an example of CN", 2L));
    assertThat(new CollaborativeNeighborhood(new int[][] {{1}, {0}}).leftOut()).isEmpty();
    assertThat(new TermInternalization().leftOut()).isEmpty();
  }

  @Test
  void neighborsOfAnotherCatalogueAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CollaborativeNeighborhood(new int[][] {{1}, {0}}).examples(SHOP))
        .withMessage("neighbors of 2 items, but the catalogue has 4");
  }
}
