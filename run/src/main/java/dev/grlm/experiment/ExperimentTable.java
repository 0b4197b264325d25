package dev.grlm.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.grlm.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What an experiment has come to. The same cells give the same table to the last byte: it holds no
/// times. Immutable.
///
/// @param name of the experiment
/// @param question that it answers
/// @param claim of the paper; may be empty
/// @param told command-line settings that hold for all variants
/// @param seeds of every variant
/// @param columns in order
/// @param lines by data set, variant and row, in this order
/// @param published figures of others, by data set
/// @param minus what a difference is to, in a word; empty for the first line
/// @param notes what the lines together say, in sentences
/// @param leftOut variants that are in no line
public record ExperimentTable(
    String name,
    String question,
    String claim,
    List<String> told,
    List<Long> seeds,
    List<Column> columns,
    List<Line> lines,
    SequencedMap<String, List<Report.Published>> published,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String minus,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LeftOut> leftOut) {
  /// How many, beside figures over them.
  private static final Column PERSONS = Column.count("persons", "persons");

  public ExperimentTable {
    told = List.copyOf(told);
    seeds = List.copyOf(seeds);
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    leftOut = List.copyOf(leftOut);
  }

  /// As it is printed.
  public String printed() {
    var printed = new PrintedTable(this);
    String persons =
        overPersons().map(table -> "\nOver persons\n" + new PrintedTable(table).text()).orElse("");
    return printed.text() + persons + printed.notes() + "\n";
  }

  /// The lines over persons, how many there are and what the metrics come to, as a table of their
  /// own; empty where every user is a person.
  Optional<ExperimentTable> overPersons() {
    List<Line> over = lines.stream().flatMap(line -> line.ofPersons().stream()).toList();
    if (over.isEmpty()) {
      return Optional.empty();
    }
    var shown = new ArrayList<>(List.of(PERSONS));
    columns.stream()
        .filter(column -> over.stream().anyMatch(line -> line.figures().containsKey(column.key())))
        .forEach(shown::add);
    return Optional.of(
        new ExperimentTable(
            name,
            question,
            claim,
            told,
            seeds,
            shown,
            over,
            new LinkedHashMap<>(),
            minus,
            List.of(),
            List.of()));
  }

  /// Comma-separated values.
  public String csv() {
    return CsvTable.of(this);
  }

  /// A `tabular`.
  public String latex() {
    return LatexTable.of(this);
  }

  /// A variant that is in no line.
  ///
  /// @param seed absent where it is none's matter
  /// @param reason in a few words
  /// @param failed whether it was begun, or would have been
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LeftOut(
      String data, String variant, @Nullable Long seed, String reason, boolean failed) {
    @Override
    public String toString() {
      return "%s, %s%s: %s".formatted(data, variant, seed == null ? "" : ", seed " + seed, reason);
    }
  }

  /// One line.
  ///
  /// @param settings of the variant
  /// @param row of the report
  /// @param users judged
  /// @param figures by column; a column that the row lacks is missing
  /// @param first whether the other lines of the data set are compared with this one
  /// @param overPersons the metrics where each person counts once; absent where every user is one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String data,
      String variant,
      List<String> settings,
      String row,
      int users,
      SequencedMap<String, Figure> figures,
      boolean first,
      @Nullable OverPersons overPersons) {
    public Line {
      settings = List.copyOf(settings);
    }

    /// The same line over persons, with their number before the metrics.
    private Optional<Line> ofPersons() {
      if (overPersons == null) {
        return Optional.empty();
      }
      int persons = overPersons.persons();
      SequencedMap<String, Figure> own = new LinkedHashMap<>();
      own.put(PERSONS.key(), new Figure(persons, null, null, null));
      own.putAll(overPersons.figures());
      return Optional.of(new Line(data, variant, settings, row, persons, own, first, null));
    }
  }

  /// What a line comes to over persons: each counts once, by the mean over the person's users.
  ///
  /// @param persons judged
  /// @param figures of the columns that are metrics; intervals and differences go person by person
  public record OverPersons(int persons, SequencedMap<String, Figure> figures) {}

  /// A value of a line.
  ///
  /// @param mean over the seeds
  /// @param spread standard deviation over the seeds (n − 1); absent with one seed
  /// @param interval95 over users, of what a user counts in the mean over the seeds; absent where
  ///   ranks are not known
  /// @param minusFirst this line minus the first, the same way, user by user; absent in the first
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Figure(
      double mean,
      @Nullable Double spread,
      Report.@Nullable Interval interval95,
      Report.@Nullable Difference minusFirst) {}
}
