package dev.grlm.paper;

import dev.grlm.data.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// What one person did in several domains, as one history under the person's name.
///
/// @param history cut by leave-one-out; the last two items may be of either domain
/// @param overlapping whether the person did anything in both, what was left out included
/// @param ordered whether the order between the domains is known, of what was kept
/// @param heldOut events of the source that were left out because nobody knows when they were
/// @param tied events left out because they are of the other domain than a target and of its time
record JoinedPerson(History history, boolean overlapping, boolean ordered, int heldOut, int tied) {
  /// @param item index in the catalogue
  /// @param domain the target's is 0
  private record Event(int item, long time, int domain) {}

  /// Joins the histories of a person. One history keeps its order. Several are merged by time, the
  /// target's events before the source's of the same time. Where there are no times the order is
  /// not known: what was done in the source, without the last two items of each of its histories,
  /// goes before what was done in the target, and histories of one domain stand as in the data.
  ///
  /// A target, of validation or of test, keeps no event of the other domain of its own time before
  /// it, so that with times all that is known of the other domain was strictly before.
  ///
  /// @param histories of one person, of items of the two domains alone; not empty
  /// @param timed whether all have times, none of which falls within a history
  /// @param ofTarget whether an item is of the target domain
  /// @throws IllegalArgumentException in one line that names the person, where there are several
  ///   histories without times and one of them has both domains, so that its order is known and
  ///   that of the others is not
  static JoinedPerson of(List<History> histories, boolean timed, IntPredicate ofTarget) {
    return ofDomains(histories, timed, item -> ofTarget.test(item) ? 0 : 1);
  }

  /// As [#of] of any number of domains.
  ///
  /// @param domainOf an item's, from 0; of events of one time those of the lower one go first
  static JoinedPerson ofDomains(List<History> histories, boolean timed, IntUnaryOperator domainOf) {
    var events = new ArrayList<Event>();
    for (History history : histories) {
      for (int position = 0; position < history.length(); position++) {
        int item = history.item(position);
        long time = timed ? history.time(position) : 0;
        events.add(new Event(item, time, domainOf.applyAsInt(item)));
      }
    }
    boolean overlapping = isMixed(events);
    boolean several = histories.size() > 1;
    int heldOut = 0;
    List<Event> inOrder = events;
    if (several && timed) {
      inOrder =
          events.stream()
              .sorted(Comparator.comparingLong(Event::time).thenComparingInt(Event::domain))
              .toList();
    } else if (several && overlapping) {
      inOrder = sourceFirst(histories, domainOf);
      heldOut = events.size() - inOrder.size();
    }
    List<Event> kept = timed ? untied(inOrder) : inOrder;
    return new JoinedPerson(
        history(histories.getFirst().person(), kept, timed),
        overlapping,
        timed || !several || !isMixed(kept),
        heldOut,
        inOrder.size() - kept.size());
  }

  /// @param domainOf an item's
  static boolean isMixed(History history, IntUnaryOperator domainOf) {
    return IntStream.of(history.items()).map(domainOf).distinct().count() > 1;
  }

  private static boolean isMixed(List<Event> events) {
    return events.stream().map(Event::domain).distinct().count() > 1;
  }

  private static List<Event> sourceFirst(List<History> histories, IntUnaryOperator domainOf) {
    for (History history : histories) {
      if (isMixed(history, domainOf)) {
        throw new IllegalArgumentException(
            "the person '%s' has %d histories without times, and that of the user '%s' has items of both domains: its order is known, and where the others belong in it is not; give times, or one history per person"
                .formatted(history.person(), histories.size(), history.user()));
      }
    }
    var source = new ArrayList<Event>();
    var target = new ArrayList<Event>();
    for (History history : histories) {
      for (int position = 0; position < history.length(); position++) {
        int item = history.item(position);
        int domain = domainOf.applyAsInt(item);
        if (domain == 0) {
          target.add(new Event(item, 0, domain));
        } else if (position < history.length() - 2) {
          source.add(new Event(item, 0, domain));
        }
      }
    }
    source.addAll(target);
    return source;
  }

  private static List<Event> untied(List<Event> events) {
    var kept = new ArrayList<>(events);
    for (int back = 1; back <= 2 && kept.size() > back; back++) {
      Event target = kept.get(kept.size() - back);
      int place = kept.size() - back - 1;
      while (place >= 0) {
        Event before = kept.get(place);
        if (before.time() == target.time() && before.domain() != target.domain()) {
          kept.remove(place);
        }
        place--;
      }
    }
    return kept;
  }

  private static History history(String person, List<Event> events, boolean timed) {
    var joined = new History(person, events.stream().mapToInt(Event::item).toArray());
    return timed ? joined.at(events.stream().mapToLong(Event::time).toArray()) : joined;
  }
}
