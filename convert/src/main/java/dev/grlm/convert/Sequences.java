package dev.grlm.convert;

import dev.grlm.data.Part;
import dev.grlm.data.Split;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore.History;
import dev.grlm.prepare.Rules;
import dev.grlm.source.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes of a user's events the sequences that are written: ties ordered, capped, by domain where
/// that is the unit, and cut into parts. Immutable.
///
/// @param domainOf domain of every item, by its number
/// @param domains the domains' words
/// @param byDomain whether the unit is user and domain
record Sequences(Rules rules, int[] domainOf, List<String> domains, boolean byDomain) {
  /// Targets of a history in leave-one-out, which no other history may show.
  private static final int TARGETS = 2;

  /// @param own how many of the last events are the unit's own, the rest is source history
  /// @param validationStart place of the first event of the validation part
  /// @param testStart place of the first event of the test part
  record Sequence(History history, int own, int validationStart, int testStart) {
    Part part(int place) {
      if (place < validationStart) {
        return Part.TRAINING;
      }
      return place < testStart ? Part.VALIDATION : Part.TEST;
    }

    boolean hasValidationTarget() {
      return validationStart > 0 && validationStart < testStart;
    }

    boolean hasTestTarget() {
      return testStart > 0 && testStart < history.length();
    }
  }

  List<Sequence> of(History read) {
    boolean given = isGiven(read);
    History history = rules.ties() == Rules.Ties.SHUFFLE ? shuffled(read, given) : read;
    if (!byDomain) {
      History kept = capped(history);
      return List.of(given ? given(kept) : cut(kept, kept.length()));
    }
    var sequences = new ArrayList<Sequence>();
    for (int domain = 0; domain < domains.size(); domain++) {
      int[] own = places(history, domain);
      if (own.length > 0) {
        int[] source = sources(history, domain);
        int[] joined = IntStream.concat(Arrays.stream(source), Arrays.stream(own)).toArray();
        String name = history.user() + "@" + domains.get(domain);
        History kept = capped(picked(history, name, joined));
        sequences.add(cut(kept, Math.min(own.length, kept.length())));
      }
    }
    return sequences;
  }

  /// Whether the parts of the result are those that the input says.
  boolean isGiven(History history) {
    byte[] parts = history.parts();
    boolean asked = rules.cut() instanceof Cut.LeaveOneOut cut && !cut.anew() && !byDomain;
    return asked
        && parts.length > 0
        && parts[0] != History.UNKNOWN
        && IntStream.range(1, parts.length).allMatch(place -> parts[place - 1] <= parts[place]);
  }

  private static Sequence given(History history) {
    return new Sequence(
        history, history.length(), before(history, Part.VALIDATION), before(history, Part.TEST));
  }

  private static int before(History history, Part part) {
    int first = History.PARTS.indexOf(part);
    int before = 0;
    while (before < history.length() && history.parts()[before] < first) {
      before++;
    }
    return before;
  }

  private int[] places(History history, int domain) {
    return IntStream.range(0, history.length())
        .filter(place -> domainOf[history.items()[place]] == domain)
        .toArray();
  }

  /// The other domains one after the other, each with its training part only.
  private int[] sources(History history, int target) {
    return IntStream.range(0, domains.size())
        .filter(domain -> domain != target)
        .mapToObj(domain -> places(history, domain))
        .flatMapToInt(places -> Arrays.stream(places, 0, training(history, places)))
        .toArray();
  }

  /// How many of a domain's places no other unit must be kept from.
  private int training(History history, int[] places) {
    return switch (rules.cut()) {
      case Cut.LeaveOneOut _ -> Math.max(0, places.length - TARGETS);
      case Cut.AtTimes times ->
          (int)
              Arrays.stream(places)
                  .takeWhile(place -> history.times()[place] < times.validationFrom())
                  .count();
      case Cut.AtShares _ -> throw new IllegalStateException("shares have not been settled");
    };
  }

  /// A part begins at the first event that is not older than its time; an event without a time is
  /// older than all. By leave-one-out only the unit's own events are targets.
  private Sequence cut(History history, int own) {
    return switch (rules.cut()) {
      case Cut.LeaveOneOut _ -> {
        int length = history.length();
        int targets = length < Split.MINIMUM_LENGTH ? 0 : Math.min(own, TARGETS);
        yield new Sequence(history, own, length - targets, length - Math.min(targets, 1));
      }
      case Cut.AtTimes times ->
          new Sequence(
              history,
              own,
              first(history, times.validationFrom()),
              first(history, times.testFrom()));
      case Cut.AtShares _ -> throw new IllegalStateException("shares have not been settled");
    };
  }

  private static int first(History history, long time) {
    int place = 0;
    while (place < history.length() && history.times()[place] < time) {
      place++;
    }
    return place;
  }

  private History capped(History history) {
    int cut = rules.longestHistory() == 0 ? 0 : history.length() - rules.longestHistory();
    return cut <= 0
        ? history
        : picked(history, history.user(), IntStream.range(cut, history.length()).toArray());
  }

  /// Events at equal times in an order that follows from seed and user alone.
  ///
  /// @param given whether parts are those of the input, so that events stay in theirs
  private History shuffled(History history, boolean given) {
    var order = new ArrayList<Integer>(IntStream.range(0, history.length()).boxed().toList());
    var random = new Random(31 * rules.seed() + history.user().hashCode());
    int from = 0;
    for (int to = 1; to <= order.size(); to++) {
      if (to == order.size() || !tied(history, from, to, given)) {
        if (history.times()[from] != Event.NONE) {
          Collections.shuffle(order.subList(from, to), random);
        }
        from = to;
      }
    }
    return picked(history, history.user(), order.stream().mapToInt(Integer::intValue).toArray());
  }

  private static boolean tied(History history, int from, int to, boolean given) {
    return history.times()[to] == history.times()[from]
        && (!given || history.parts()[to] == history.parts()[from]);
  }

  private static History picked(History history, String user, int[] places) {
    boolean parted = history.parts().length > 0;
    var ratings = new float[places.length];
    var parts = new byte[parted ? places.length : 0];
    for (int at = 0; at < places.length; at++) {
      ratings[at] = history.ratings()[places[at]];
      if (parted) {
        parts[at] = history.parts()[places[at]];
      }
    }
    return new History(
        user,
        history.person(),
        Arrays.stream(places).map(place -> history.items()[place]).toArray(),
        Arrays.stream(places).mapToLong(place -> history.times()[place]).toArray(),
        ratings,
        parts);
  }
}
