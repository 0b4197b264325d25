package dev.grlm.export;

import java.util.Locale;

/// What of a run is exported.
public enum What {
  /// the ranked list of every user, with scores
  LISTS,
  /// the item that every user is judged by
  TARGETS,
  /// where in the list of every user the target stands
  RANKS,
  /// every metric of every row of a report
  METRICS,
  /// what a generating row wrote for every user, and what became of it
  BEAMS;

  /// In lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a row of the report is asked anew; else what is stored is all that is read.
  public boolean asksModel() {
    return this == LISTS || this == RANKS || this == BEAMS;
  }
}
