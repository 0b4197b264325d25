package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.journal.Entry.Happened;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.KnownEvents;
import dev.grlm.journal.LiveEvent;
import dev.grlm.journal.Numbered;
import dev.grlm.journal.ReusedKeyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The order of a history and what counts once.
class UserEventsTest {
  private static final List<String> USERS = List.of("u1", "u2");

  /// What a journal keeps, as a history is made of it.
  private static final class CollectedEvents {
    private final JournalState kept = JournalState.inMemory();
    private long number;
    private long upTo;

    boolean add(Happened happened, boolean inRun) throws IOException {
      number++;
      upTo = inRun ? number : upTo;
      return kept.apply(new Numbered(number, happened), _ -> {});
    }

    List<String> items(String user) throws IOException {
      return UserEvents.of(kept.events(user), upTo).laterItems();
    }

    boolean has(String user) {
      return kept.last(user) > upTo;
    }

    void forget(String user) throws IOException {
      number++;
      kept.erase(user, number);
    }

    void requireSameCall(LiveEvent event, String call, int place) throws IOException {
      KnownEvents.requireSameCall(kept, event, call, place);
    }
  }

  private static Happened own(String item, long time) {
    return new Happened(new LiveEvent("u1", item, time));
  }

  private static Happened arrived(String item, long now) {
    return new Happened(LiveEvent.arrived("u1", item, now));
  }

  private static Happened keyed(String item, long now, String key, int place) {
    return new Happened(LiveEvent.arrived("u1", item, now), true, key, place);
  }

  private static Happened unchecked(String item, long time) {
    return new Happened(new LiveEvent("u1", item, time), false, "", 0);
  }

  private static List<String> history(Happened... happened) throws IOException {
    var events = new CollectedEvents();
    for (Happened one : happened) {
      events.add(one, false);
    }
    return events.items("u1");
  }

  @Test
  void eventsStandInTheOrderOfTheirTimesAndThoseOfOneTimeAsTheyArrived() throws IOException {
    assertThat(history(own("late", 30), own("b", 20), own("a", 20), own("early", 10)))
        .containsExactly("early", "b", "a", "late");
  }

  @Test
  void whatHasNoTimeStandsWhereItArrived() throws IOException {
    assertThat(history(own("ahead", 50), arrived("now", 40), own("before", 39)))
        .containsExactly("before", "now", "ahead");
  }

  @Test
  void anEventOfTheSameUserItemAndOwnTimeCountsOnce() throws IOException {
    assertThat(history(own("a", 1), own("b", 2), own("a", 1), own("a", 3)))
        .containsExactly("a", "b", "a");
  }

  @Test
  void twoWithoutATimeOfTheirOwnAreTwo() throws IOException {
    assertThat(history(arrived("a", 1), arrived("a", 1))).containsExactly("a", "a");
  }

  @Test
  void anEventOfTheSameCallCountsOnceAlsoWithoutATime() throws IOException {
    assertThat(
            history(
                keyed("a", 1, "k", 0),
                keyed("a", 1, "k", 1),
                keyed("a", 9, "k", 0),
                keyed("a", 9, "k", 1),
                keyed("a", 9, "other", 0)))
        .containsExactly("a", "a", "a");
  }

  /// Their times may be in any unit, and the run before knew them in this order.
  @Test
  void whatAnOlderJournalHoldsStandsAsItArrivedAndFirst() throws IOException {
    assertThat(
            history(
                unchecked("a", 1_700_000_000_000_000L),
                own("c", 5),
                unchecked("b", 2),
                unchecked("b", 2),
                own("d", 4)))
        .containsExactly("a", "b", "b", "d", "c");
  }

  @Test
  void whatTheRunHasIsKnownButNoPartOfWhatCameSince() throws IOException {
    var events = new CollectedEvents();
    assertThat(events.add(own("a", 1), true)).isTrue();
    assertThat(events.has("u1")).isFalse();
    assertThat(events.add(own("a", 1), false)).as("a retry").isFalse();
    assertThat(events.items("u1")).isEmpty();
    assertThat(events.add(own("b", 0), false)).isTrue();
    assertThat(events.items("u1")).containsExactly("b");
    events.forget("u1");
    assertThat(events.has("u1")).isFalse();
    assertThat(events.add(own("a", 1), false)).as("sent after the user was erased").isTrue();
  }

  @Test
  void aKeyThatCameWithAnotherEventIsRefused() throws IOException {
    var events = new CollectedEvents();
    events.add(keyed("a", 1, "k", 1), false);
    events.requireSameCall(LiveEvent.arrived("u1", "a", 77), "k", 1);
    events.requireSameCall(LiveEvent.arrived("u1", "b", 77), "k", 0);
    events.requireSameCall(LiveEvent.arrived("u1", "b", 77), "k", 2);
    events.requireSameCall(LiveEvent.arrived("u1", "b", 77), "", 1);
    for (LiveEvent other :
        List.of(
            LiveEvent.arrived("u1", "b", 1),
            LiveEvent.arrived("u2", "a", 1),
            new LiveEvent("u1", "a", 1))) {
      assertThatThrownBy(() -> events.requireSameCall(other, "k", 1))
          .isInstanceOf(ReusedKeyException.class)
          .hasMessageContaining("'k'")
          .hasMessageContaining("place 1");
    }
  }

  @Provide
  Arbitrary<List<Happened>> arrivals() {
    Arbitrary<LiveEvent> events =
        Combinators.combine(
                Arbitraries.of(USERS),
                Arbitraries.of("a", "b", "c"),
                Arbitraries.longs().between(0, 6),
                Arbitraries.of(true, false))
            .as(LiveEvent::new);
    return Combinators.combine(
            events,
            Arbitraries.of(true, true, false),
            Arbitraries.of("", "k", "l"),
            Arbitraries.integers().between(0, 2))
        .as((event, byTime, key, place) ->
            byTime ? new Happened(event, true, key, place) : new Happened(event, false, "", 0))
        .list()
        .ofMaxSize(20);
  }

  /// The obvious way: keep what is not known yet, then sort all of it.
  private static List<String> plain(List<Happened> arrivals, String user) {
    var kept = new ArrayList<Happened>();
    for (Happened next : arrivals) {
      if (!next.byTime() || kept.stream().noneMatch(before -> isRetry(next, before))) {
        kept.add(next);
      }
    }
    kept.sort(
        Comparator.comparing(Happened::byTime)
            .thenComparingLong(one -> one.byTime() ? one.event().time() : 0));
    return kept.stream()
        .filter(one -> one.event().user().equals(user))
        .map(one -> one.event().item())
        .toList();
  }

  private static boolean isRetry(Happened next, Happened before) {
    LiveEvent one = next.event();
    LiveEvent two = before.event();
    boolean sameThing = one.user().equals(two.user()) && one.item().equals(two.item());
    boolean sameOwnTime = one.own() && one.time() == two.time();
    boolean sameCall = !next.call().isEmpty() && next.call().equals(before.call());
    boolean sameTimes = one.own() == two.own() && (!one.own() || one.time() == two.time());
    return sameThing && (sameOwnTime || (sameCall && next.place() == before.place() && sameTimes));
  }

  /// A key that comes again with something else is refused before it is added.
  private static List<Happened> taken(CollectedEvents events, List<Happened> arrivals)
      throws IOException {
    var taken = new ArrayList<Happened>();
    for (Happened one : arrivals) {
      try {
        events.requireSameCall(one.event(), one.call(), one.place());
      } catch (ReusedKeyException refused) {
        continue;
      }
      events.add(one, false);
      taken.add(one);
    }
    return taken;
  }

  @Property(tries = 500)
  void theFastWayIsThePlainWay(@ForAll("arrivals") List<Happened> arrivals) throws IOException {
    var events = new CollectedEvents();
    List<Happened> taken = taken(events, arrivals);
    for (String user : USERS) {
      assertThat(events.items(user)).isEqualTo(plain(taken, user));
    }
  }

  /// A queue that delivers in any order, and some twice, leads to one history.
  @Property(tries = 100)
  void deliveryDoesNotMatter(@ForAll Random random) throws IOException {
    var sent = new ArrayList<Happened>();
    for (int time = 0; time < 20; time++) {
      sent.add(own("i" + time, time));
    }
    List<String> inOrder = history(sent.toArray(Happened[]::new));
    var delivered = new ArrayList<>(sent);
    delivered.addAll(sent.subList(0, random.nextInt(sent.size())));
    Collections.shuffle(delivered, random);
    assertThat(history(delivered.toArray(Happened[]::new))).isEqualTo(inOrder);
  }
}
