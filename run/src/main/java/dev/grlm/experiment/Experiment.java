package dev.grlm.experiment;

import dev.grlm.data.DatasetReader;
import dev.grlm.evaluate.Metric;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One table of a paper: variants of a run, and what is looked at in each. Stateless; what it
/// measures beyond a report stands in [#measured(Fitted)].
public interface Experiment {
  /// The word it is asked for by.
  String name();

  /// What the table answers, as a question.
  String question();

  /// What the paper says to it, with the place where it says so; empty where it says nothing.
  String claim();

  /// What it was asked that neither its variants nor its data say, by names for a message. What is
  /// done counts only where these are the same.
  default SequencedMap<String, String> settings() {
    return new LinkedHashMap<>();
  }

  /// The variants of a run that is told `base`; the first is the one that the others are compared
  /// with.
  ///
  /// @throws IOException in one line, where the experiment makes no sense for this configuration
  List<Variant> variants(RunConfig base) throws IOException;

  /// The rows of a report that become lines of the table; the first system's first row by default.
  default List<String> rows(Report report) {
    return report.results().stream()
        .filter(row -> !row.ofFloor())
        .map(Report.Result::name)
        .limit(1)
        .toList();
  }

  /// The columns of the table.
  default List<Column> columns() {
    return List.of(
        Column.of(Metric.RECALL_5), Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_5), Column.of(Metric.NDCG_10));
  }

  /// The files that [#data] reads of a data set, and beside it: what it made of others is another
  /// experiment.
  ///
  /// @throws IOException in one line, where the folder is none of data
  default List<Path> files(Path data) throws IOException {
    return DatasetReader.files(data);
  }

  /// What a variant is fitted to of a data set; the data set as it is by default.
  ///
  /// @param work folder of the variant, for what is made of it; the same variant, data and seed
  ///   make the same
  default Path data(Variant variant, Path data, long seed, Path work) throws IOException {
    return data;
  }

  /// What a variant is given beside the data, made from the run of the first variant where it is
  /// not that one.
  ///
  /// @param given to all variants
  default SystemRun.Inputs inputs(Variant variant, SystemRun.Inputs given, Preparation preparation)
      throws IOException {
    return given;
  }

  /// Whether [#inputs] gives a variant files of its own, so that it is another one than a variant
  /// that is told the same.
  default boolean givesInputs(Variant variant) {
    return false;
  }

  /// What is measured on a fitted run beyond its report: by row of the table, figures by key.
  default Measured measured(Fitted fitted) throws IOException {
    return Measured.NOTHING;
  }

  /// What others have published for the data, by the keys of the columns; what the report shows by
  /// default.
  default List<Report.Published> published(Fitted fitted) throws IOException {
    return fitted.report().published();
  }

  /// Whether the variants stand by themselves: one that fails is named below the table, and the
  /// others are in it. Each then says itself which systems it fits.
  default boolean standAlone() {
    return false;
  }

  /// Variants that nobody would fit to a data set, by name, and why, in a few words.
  ///
  /// @param base what all variants are told
  default Map<String, String> unsuited(RunConfig base, Path data) throws IOException {
    return Map.of();
  }

  /// Whether the first row of every variant is one and the same, such as the floor: then it stands
  /// once, before all others, which are compared with it.
  default boolean firstRowOnce() {
    return false;
  }

  /// The variant with whose row of the same name a row is compared; itself where with nothing.
  /// Empty where it is the first one that is compared with.
  default Optional<String> comparedWith(Variant variant, String row) {
    return Optional.empty();
  }

  /// What a difference is to, in a word; empty where it is the first line.
  default String minus() {
    return "";
  }

  /// What the lines together say, in sentences below the table.
  default List<String> notes(List<ExperimentTable.Line> lines) {
    return List.of();
  }
}
