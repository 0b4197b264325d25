package dev.grlm.leak;

import dev.grlm.data.Split;
import dev.grlm.page.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a [LeakCheck] found. Immutable.
///
/// @param users that were fitted
/// @param listed whose lists were compared
/// @param findings one per artefact and split, artefacts in the order in which a run makes them
public record LeakReport(int users, int listed, List<Finding> findings) {
  /// Whether an artefact is another when targets are.
  public enum Verdict {
    SAME("same"),
    /// a leak
    CHANGED("CHANGED"),
    /// its settings are chosen on validation, so it may be another
    CHOSEN("may differ");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// @param artefact a file, by its path in the run, or `lists of` a row of the report
  /// @param replaced the split whose targets were others
  public record Finding(String artefact, Split replaced, Verdict verdict) {}

  public LeakReport {
    findings = List.copyOf(findings);
  }

  /// What has seen the targets of a split.
  public List<Finding> leaks() {
    return findings.stream().filter(finding -> finding.verdict() == Verdict.CHANGED).toList();
  }

  /// One line that names every leak; empty where there is none.
  public String complaint() {
    var bySplit = new TreeMap<Split, List<String>>();
    for (Split split : Split.values()) {
      List<String> leaking =
          leaks().stream()
              .filter(finding -> finding.replaced() == split)
              .map(Finding::artefact)
              .toList();
      if (!leaking.isEmpty()) {
        bySplit.put(split, leaking);
      }
    }
    return String.join(
        "; ",
        bySplit.entrySet().stream()
            .map(entry ->
                "%s targets were seen by %s"
                    .formatted(entry.getKey().word(), String.join(", ", entry.getValue())))
            .toList());
  }

  /// A row per artefact, a column per split.
  public String table() {
    var table = new TextTable().text("artefact").text("test replaced").text("validation replaced");
    List<String> artefacts = findings.stream().map(Finding::artefact).distinct().toList();
    for (String artefact : artefacts) {
      table.row(List.of(artefact, word(artefact, Split.TEST), word(artefact, Split.VALIDATION)));
    }
    return table.toString();
  }

  private String word(String artefact, Split split) {
    return findings.stream()
        .filter(finding -> finding.artefact().equals(artefact) && finding.replaced() == split)
        .map(finding -> finding.verdict().word())
        .findFirst()
        .orElse("–");
  }

  /// As JSON.
  public Map<String, Object> tree() {
    return new TreeMap<>(
        Map.of(
            "users",
            users,
            "listed",
            listed,
            "leaks",
            leaks().size(),
            "findings",
            findings.stream()
                .map(finding ->
                    new TreeMap<>(
                        Map.of(
                            "artefact", finding.artefact(),
                            "replaced", finding.replaced().word(),
                            "verdict", finding.verdict().name().toLowerCase(Locale.ROOT))))
                .toList()));
  }
}
