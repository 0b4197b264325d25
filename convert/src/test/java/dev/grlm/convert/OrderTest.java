package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.Watch;
import dev.grlm.source.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What decides the order of a user's events, for what the events say of themselves.
class OrderTest {
  private static final Rules TEMPORAL = Rules.DEFAULT.withCut(new Cut.AtTimes(1, 2));

  @TempDir private Path folder;
  private int stores;

  private static Event event(String item, long time, long position, String domain) {
    return new Event("u", item, time, position, Float.NaN, domain);
  }

  /// By rules that leave all to the events, by those that want users, domains, and a cut in time.
  private List<Order> orders(Event... events) throws IOException {
    try (var store = new EventStore(folder.resolve("" + stores++), 200, 1, Watch.NONE)) {
      for (Event event : events) {
        store.add(event);
      }
      store.number();
      return List.of(
          Order.of(Rules.DEFAULT, store, false),
          Order.of(Rules.DEFAULT.withUnit(Rules.Unit.USER), store, false),
          Order.of(Rules.DEFAULT.withUnit(Rules.Unit.DOMAIN), store, false),
          Order.of(TEMPORAL, store, false));
    }
  }

  private static Order order(boolean byDomain, boolean byPosition) {
    return new Order(byDomain, byPosition);
  }

  @Test
  void positionsOfOneDomainDecideUnlessTheCutIsInTime() throws IOException {
    assertThat(orders(event("a", 9, 0, ""), event("b", 5, 1, "")))
        .containsExactly(
            order(false, true), order(false, true), order(true, true), order(false, false));
  }

  @Test
  void aSinglePositionThatIsMissingLeavesAllToTheTimes() throws IOException {
    assertThat(orders(event("a", 9, 0, ""), event("b", 5, Event.NONE, "")))
        .containsExactly(
            order(false, false), order(false, false), order(true, false), order(false, false));
  }

  /// Times are comparable between domains, positions are not.
  @Test
  void domainsWithTimesAreMergedByThem() throws IOException {
    assertThat(orders(event("a", 9, 0, "x"), event("b", 5, 0, "y")))
        .containsExactly(
            order(false, false), order(false, false), order(true, true), order(false, false));
  }

  @Test
  void domainsWithoutACommonOrderAreApart() throws IOException {
    assertThat(orders(event("a", Event.NONE, 0, "x"), event("b", Event.NONE, 0, "y")))
        .as("each counts from 0")
        .startsWith(order(true, true), order(false, false));
    assertThat(orders(event("a", Event.NONE, Event.NONE, "x"), event("b", 5, Event.NONE, "y")))
        .as("one has times, the other none")
        .startsWith(order(true, false), order(false, false));
    assertThat(orders(event("a", Event.NONE, 0, "x"), event("b", Event.NONE, 1, "y")))
        .as("positions go on from one to the other")
        .startsWith(order(false, false));
  }
}
