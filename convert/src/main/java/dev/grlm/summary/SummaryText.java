package dev.grlm.summary;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A [Summary] as rows of a name and a value, for a terminal and for the page.
public final class SummaryText {
  private SummaryText() {}

  /// A line per figure.
  public static String table(Summary summary) {
    var out = new StringBuilder();
    rows(summary)
        .forEach(
            (name, value) -> out.append(String.format(Locale.ROOT, "%-34s %s%n", name, value)));
    summary
        .counts()
        .forEach((reason, count) ->
            out.append(String.format(Locale.ROOT, "  %,12d  %s%n", count, reason)));
    return out.toString();
  }

  static Map<String, String> rows(Summary summary) {
    Map<String, String> rows = new LinkedHashMap<>();
    boolean byDomain = summary.histories() != summary.users();
    rows.put("users", whole(summary.users()));
    if (byDomain) {
      rows.put("histories, by user and domain", whole(summary.histories()));
    }
    rows.put(
        "items",
        whole(summary.items()) + ", " + whole(summary.itemsWithoutEvents()) + " without events");
    rows.put("events", whole(summary.events()));
    rows.put("density", String.format(Locale.ROOT, "%.4f %%", 100 * summary.density()));
    Summary.Parts split = summary.split();
    rows.put("split", split.rule());
    rows.put(
        "events to train, validate, test",
        whole(split.trainingEvents())
            + ", "
            + whole(split.validationEvents())
            + ", "
            + whole(split.testEvents()));
    rows.put(
        (byDomain ? "histories" : "users") + " to validate, test",
        whole(split.validationUsers()) + ", " + whole(split.testUsers()));
    rows.put("items of a history", quantiles(summary.length()));
    if (!summary.firstTime().isEmpty()) {
      rows.put("times", summary.firstTime() + " … " + summary.lastTime());
      rows.put("seconds between events", quantiles(summary.gapSeconds()));
      rows.put("neighbours at equal times", share(summary.sameTime(), summary.neighbouring()));
    }
    rows.put(
        "repeats",
        share(summary.repeats(), summary.events())
            + ", of "
            + whole(summary.historiesWithRepeats())
            + (byDomain ? " histories" : " users"));
    summary
        .text()
        .forEach((field, coverage) ->
            rows.put(
                "text: " + field,
                String.format(
                    Locale.ROOT,
                    "%.2f %%, %.0f characters",
                    100 * coverage.share(),
                    coverage.meanCharacters())));
    summary
        .popularity()
        .forEach((top, share) ->
            rows.put(
                "events on the top " + top + " of items",
                String.format(Locale.ROOT, "%.1f %%", 100 * share)));
    rows.put("Gini of events per item", String.format(Locale.ROOT, "%.3f", summary.gini()));
    if (summary.domains().size() > 1) {
      summary
          .domains()
          .forEach(domain ->
              rows.put(
                  "domain " + domain.name(),
                  whole(domain.users())
                      + " users, "
                      + whole(domain.items())
                      + " items, "
                      + whole(domain.events())
                      + " events"));
      summary
          .overlap()
          .forEach(pair ->
              rows.put("users of " + pair.first() + " and " + pair.second(), whole(pair.users())));
    }
    return rows;
  }

  private static String quantiles(Summary.Quantiles quantiles) {
    return String.format(
        Locale.ROOT,
        "%,.0f … %,.0f, 5 %% %,.0f, median %,.0f, 95 %% %,.0f, mean %,.2f",
        quantiles.minimum(),
        quantiles.maximum(),
        quantiles.q05(),
        quantiles.median(),
        quantiles.q95(),
        quantiles.mean());
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%,d (%.2f %%)", part, whole == 0 ? 0 : 100.0 * part / whole);
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
