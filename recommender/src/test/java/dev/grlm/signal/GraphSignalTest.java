package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.baseline.GraphSettings;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.signal.ComputedSignal.Words;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// When a graph is counted, and what is said where it cannot be.
class GraphSignalTest {
  private static final Dataset SHOP =
      new Dataset(
          new Catalog(List.of(Item.titled("a", "soap"), Item.titled("b", "oil"))),
          List.of(new History("u", new int[] {0, 1, 0, 1})),
          new TreeMap<>());
  private static final List<int[]> ASKED = List.of(new int[] {0});

  private static GraphSignal signal(ItemGraph graph) {
    return new GraphSignal("pairs", .1, Words.with("bought"), graph, HistoryDecay.DEFAULT);
  }

  @Test
  void whatNobodyAsksIsNotCounted() {
    var counted = new AtomicInteger();
    ItemGraph graph =
        ItemGraph.later(
            2,
            () -> {
              counted.incrementAndGet();
              return ItemGraph.of(SHOP, GraphSettings.DEFAULT).weights();
            });
    GraphSignal first = signal(graph);
    var second = new TwoStepSignal("two", .1, Words.with("near"), first, graph.padded(2));
    assertThat(counted).hasValue(0);
    assertThat(first.scores(ASKED).getFirst().items()).containsExactly(1);
    assertThat(second.scores(ASKED).getFirst().items()).containsExactly(0);
    assertThat(counted).as("once for both").hasValue(1);
  }

  @Test
  void whatCannotBeCountedIsNamedWithWhatToDo() {
    GraphSignal signal =
        signal(
            ItemGraph.later(
                2,
                () -> {
                  throw new IllegalArgumentException("a table of 2 × 2 has more than 1 places");
                }));
    assertThatThrownBy(() -> signal.scores(ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the signal 'pairs' links too many items (a table of 2 × 2 has more than 1 places);"
                + " leave it out: --set grlm.prior.signals=[…]");
  }
}
