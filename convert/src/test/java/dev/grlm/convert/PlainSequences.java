package dev.grlm.convert;

import dev.grlm.data.Part;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore.History;
import dev.grlm.prepare.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What [Sequences] makes of a history, event by event, by the words of docs/convert.md. Ties are
/// kept, because a shuffle has no second definition.
final class PlainSequences {
  /// One event.
  record Row(int item, long time, float rating, int domain) {}

  /// One row of the result.
  record Written(String user, int item, long time, float rating, Part part) {}

  private final Rules rules;
  private final List<String> domains;
  private final List<Row> rows;
  private final String user;

  PlainSequences(Rules rules, int[] domainOf, List<String> domains, History history) {
    this.rules = rules;
    this.domains = domains;
    this.user = history.user();
    this.rows =
        IntStream.range(0, history.length())
            .mapToObj(place ->
                new Row(
                    history.items()[place],
                    history.times()[place],
                    history.ratings()[place],
                    domainOf[history.items()[place]]))
            .toList();
  }

  List<Written> all(boolean byDomain) {
    if (!byDomain) {
      return written(user, rows, rows.size());
    }
    var all = new ArrayList<Written>();
    for (int domain = 0; domain < domains.size(); domain++) {
      List<Row> own = of(domain);
      if (!own.isEmpty()) {
        var shown = new ArrayList<Row>();
        for (int other = 0; other < domains.size(); other++) {
          shown.addAll(other == domain ? List.of() : training(of(other)));
        }
        shown.addAll(own);
        all.addAll(written(user + "@" + domains.get(domain), shown, own.size()));
      }
    }
    return all;
  }

  private List<Row> of(int domain) {
    return rows.stream().filter(row -> row.domain() == domain).toList();
  }

  /// What a history of another domain may show.
  private List<Row> training(List<Row> domain) {
    return switch (rules.cut()) {
      case Cut.LeaveOneOut _ -> domain.subList(0, Math.max(0, domain.size() - 2));
      case Cut.AtTimes times ->
          domain.stream().takeWhile(row -> row.time() < times.validationFrom()).toList();
      case Cut.AtShares _ -> throw new IllegalStateException();
    };
  }

  /// @param own how many of the last are the unit's own
  private List<Written> written(String name, List<Row> shown, int own) {
    int longest = rules.longestHistory();
    List<Row> kept =
        longest == 0 || shown.size() <= longest
            ? shown
            : shown.subList(shown.size() - longest, shown.size());
    var written = new ArrayList<Written>();
    for (int place = 0; place < kept.size(); place++) {
      Row row = kept.get(place);
      Part part = part(kept, place, Math.min(own, kept.size()));
      written.add(new Written(name, row.item(), row.time(), row.rating(), part));
    }
    return written;
  }

  private Part part(List<Row> kept, int place, int own) {
    int behind = kept.size() - 1 - place;
    return switch (rules.cut()) {
      case Cut.LeaveOneOut _ -> {
        if (kept.size() < 3 || behind > 1 || behind >= own) {
          yield Part.TRAINING;
        }
        yield behind == 0 ? Part.TEST : Part.VALIDATION;
      }
      case Cut.AtTimes times -> {
        // the first event that is not older begins the part, whatever comes behind it
        boolean test = reached(kept, place, times.testFrom());
        boolean validation = reached(kept, place, times.validationFrom());
        yield test ? Part.TEST : validation ? Part.VALIDATION : Part.TRAINING;
      }
      case Cut.AtShares _ -> throw new IllegalStateException();
    };
  }

  private static boolean reached(List<Row> kept, int place, long time) {
    return kept.subList(0, place + 1).stream().anyMatch(row -> row.time() >= time);
  }
}
