package dev.grlm.export;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Metrics;
import java.util.Optional;
import java.util.OptionalInt;

/// What somebody wants of a run.
///
/// @param row of the report; empty for the first one that learns, or, of metrics, for all
/// @param split whose targets are asked for, after everything before them
/// @param length places of a list; empty for as many as the report has
/// @param raw whether text that a spreadsheet would take for a formula is written as it is
public record ExportRequest(
    What what, Format format, Optional<String> row, Split split, OptionalInt length, boolean raw) {
  /// With text that no spreadsheet takes for a formula.
  public ExportRequest(
      What what, Format format, Optional<String> row, Split split, OptionalInt length) {
    this(what, format, row, split, length, false);
  }

  /// @throws IllegalArgumentException in one line, where the parts do not go together
  public ExportRequest {
    if (format == Format.TREC && what != What.LISTS && what != What.TARGETS) {
      throw new IllegalArgumentException(
          "TREC has a form for lists and for targets, none for "
              + what.word()
              + "; take jsonl, parquet, csv or tsv");
    }
    if (raw && format != Format.CSV && format != Format.TSV) {
      throw new IllegalArgumentException(
          format.word() + " is opened by no spreadsheet and always raw; leave --raw out");
    }
    if (length.isPresent() && length.getAsInt() < 1) {
      throw new IllegalArgumentException("-k must be at least 1, is " + length.getAsInt());
    }
    if (length.isPresent() && !what.asksModel()) {
      throw new IllegalArgumentException(what.word() + " have no length; leave -k out");
    }
    if (row.isPresent() && what == What.TARGETS) {
      throw new IllegalArgumentException("targets are the same for all rows; leave --row out");
    }
  }

  /// Places of a list, no more than there are items.
  int length(int items) {
    return Math.min(length.orElse(Metrics.LIST_LENGTH), items);
  }
}
