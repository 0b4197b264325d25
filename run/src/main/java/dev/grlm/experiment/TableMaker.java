package dev.grlm.experiment;

import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Persons;
import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.experiment.ExperimentTable.OverPersons;
import dev.grlm.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Makes a table of finished cells. With several seeds a value is their mean, and what a user
/// counts is his mean, too: an interval is over users, the spread over seeds.
final class TableMaker {
  private final Path out;
  private final Experiment experiment;
  private final List<Variant> variants;
  private final List<Long> seeds;
  private final Bootstrap bootstrap;

  TableMaker(
      Path out,
      Experiment experiment,
      List<Variant> variants,
      List<Long> seeds,
      Bootstrap bootstrap) {
    this.out = out;
    this.experiment = experiment;
    this.variants = List.copyOf(variants);
    this.seeds = List.copyOf(seeds);
    this.bootstrap = bootstrap;
  }

  /// @param data names of the data sets
  /// @param told settings that hold for all variants
  /// @param leftOut what is in no line
  ExperimentTable table(List<String> data, List<String> told, List<ExperimentTable.LeftOut> leftOut)
      throws IOException {
    var lines = new ArrayList<Line>();
    var published = new LinkedHashMap<String, List<Report.Published>>();
    for (String set : data) {
      SequencedMap<Variant, Seeds> there = there(set);
      for (Variant variant : there.keySet()) {
        lines.addAll(lines(set, variant, there));
      }
      List<Report.Published> others =
          there.isEmpty()
              ? List.of()
              : there.firstEntry().getValue().cells().getFirst().published();
      if (!others.isEmpty()) {
        published.put(set, others);
      }
    }
    return new ExperimentTable(
        experiment.name(),
        experiment.question(),
        experiment.claim(),
        told,
        seeds,
        experiment.columns(),
        lines,
        published,
        experiment.minus(),
        experiment.notes(lines),
        leftOut);
  }

  /// Variants of which all seeds are there.
  private SequencedMap<Variant, Seeds> there(String set) throws IOException {
    var there = new LinkedHashMap<Variant, Seeds>();
    for (Variant variant : variants) {
      boolean all =
          seeds.stream().allMatch(seed -> Cell.isThere(out, new Place(set, variant.name(), seed)));
      if (all || !experiment.standAlone()) {
        there.put(variant, read(set, variant));
      }
    }
    return there;
  }

  /// What a row is compared with.
  ///
  /// @param seeds null where with nothing
  private record Base(@Nullable Seeds seeds, String row) {}

  private List<Line> lines(String set, Variant variant, SequencedMap<Variant, Seeds> there) {
    Seeds own = Objects.requireNonNull(there.get(variant));
    boolean isFirst = variant.equals(there.firstEntry().getKey());
    var lines = new ArrayList<Line>();
    List<String> rows = own.rows();
    if (experiment.firstRowOnce() && !isFirst) {
      rows = rows.subList(1, rows.size());
    }
    for (String row : rows) {
      Base base = base(variant, row, there);
      lines.add(
          new Line(
              set,
              variant.name(),
              variant.told(),
              row,
              own.count(row),
              figures(own, row, base.seeds(), base.row()),
              base.seeds() == null,
              overPersons(own, row, base.seeds(), base.row())));
    }
    return lines;
  }

  private Base base(Variant variant, String row, SequencedMap<Variant, Seeds> there) {
    Optional<String> named = experiment.comparedWith(variant, row);
    if (named.isPresent()) {
      boolean itself = named.get().equals(variant.name());
      Optional<Seeds> with =
          there.entrySet().stream()
              .filter(one -> !itself && one.getKey().name().equals(named.get()))
              .map(Map.Entry::getValue)
              .findFirst();
      return new Base(with.orElse(null), row);
    }
    Seeds first = there.firstEntry().getValue();
    boolean isFirst = variant.equals(there.firstEntry().getKey());
    String base =
        first.rows().contains(row) && !isFirst && !experiment.firstRowOnce()
            ? row
            : first.rows().getFirst();
    return new Base(isFirst && base.equals(row) ? null : first, base);
  }

  private Seeds read(String data, Variant variant) throws IOException {
    var cells = new ArrayList<Cell>();
    var ranks = new ArrayList<SequencedMap<String, Evaluation>>();
    for (long seed : seeds) {
      var place = new Place(data, variant.name(), seed);
      cells.add(Cell.read(out, place));
      ranks.add(Cell.ranks(out, place));
    }
    return new Seeds(cells, ranks);
  }

  /// @param first that it is compared with, null for none
  private SequencedMap<String, Figure> figures(
      Seeds own, String row, @Nullable Seeds first, String base) {
    var figures = new LinkedHashMap<String, Figure>();
    for (Column column : experiment.columns()) {
      List<Double> values = own.values(row, column.key());
      if (!values.isEmpty()) {
        figures.put(column.key(), figure(values, column, own, row, first, base));
      }
    }
    return figures;
  }

  private Figure figure(
      List<Double> values,
      Column column,
      Seeds own,
      String row,
      @Nullable Seeds first,
      String base) {
    String name = column.ranks(row);
    Optional<double[]> gains = column.metric().flatMap(metric -> own.gains(name, metric));
    Optional<double[]> others =
        column.metric().flatMap(metric -> others(own, name, first, column.ranks(base), metric));
    return figure(values, gains, others);
  }

  /// What each user counts in the line that is compared with; empty where there is none, or its
  /// users are others.
  private static Optional<double[]> others(
      Seeds own, String name, @Nullable Seeds first, String base, Metric metric) {
    return first == null || !first.users(base).equals(own.users(name))
        ? Optional.empty()
        : first.gains(base, metric);
  }

  /// @param values per seed
  /// @param gains of what intervals are over
  /// @param others of the same in the line that is compared with
  private Figure figure(List<Double> values, Optional<double[]> gains, Optional<double[]> others) {
    return new Figure(
        mean(values),
        values.size() == 1 ? null : deviation(values),
        gains.map(each -> interval(bootstrap.mean(each))).orElse(null),
        gains.flatMap(each -> others.map(other -> difference(each, other))).orElse(null));
  }

  /// As [#figures], of the metrics, each person counting once; null where every user is one.
  private @Nullable OverPersons overPersons(
      Seeds own, String row, @Nullable Seeds first, String base) {
    Optional<Persons> persons = own.persons();
    var figures = new LinkedHashMap<String, Figure>();
    for (Column column : experiment.columns()) {
      List<Double> values =
          column
              .metric()
              .map(metric -> own.overPersons(column.ranks(row), metric))
              .orElse(List.of());
      if (!values.isEmpty()) {
        Metric metric = column.metric().orElseThrow();
        Persons all = persons.orElseThrow();
        String name = column.ranks(row);
        Optional<double[]> gains = own.gains(name, metric).map(all::means);
        Optional<double[]> others =
            others(own, name, first, column.ranks(base), metric).map(all::means);
        figures.put(column.key(), figure(values, gains, others));
      }
    }
    return figures.isEmpty() ? null : new OverPersons(persons.orElseThrow().count(), figures);
  }

  private static Report.Interval interval(Bootstrap.Interval interval) {
    return new Report.Interval(interval.low(), interval.high());
  }

  private Report.Difference difference(double[] own, double[] others) {
    var differences = new double[own.length];
    double sum = 0;
    for (int user = 0; user < own.length; user++) {
      differences[user] = own[user] - others[user];
      sum += differences[user];
    }
    double mean = sum / own.length;
    Bootstrap.Interval interval = bootstrap.mean(differences);
    // The mean of the sample can lie a hair outside a percentile interval of few resamples.
    return new Report.Difference(
        Math.min(mean, interval.low()), mean, Math.max(mean, interval.high()));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }
}
