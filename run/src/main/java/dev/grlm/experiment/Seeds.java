package dev.grlm.experiment;

import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Persons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// What the seeds of one variant came to on one data set.
///
/// @param ranks per seed, by row
record Seeds(List<Cell> cells, List<SequencedMap<String, Evaluation>> ranks) {
  /// Rows that every seed has.
  List<String> rows() {
    return cells.getFirst().figures().keySet().stream()
        .filter(row -> cells.stream().allMatch(cell -> cell.figures().containsKey(row)))
        .toList();
  }

  /// The figure of every seed; empty where one lacks it.
  List<Double> values(String row, String key) {
    var values = new ArrayList<Double>();
    for (Cell cell : cells) {
      Double value = cell.figures().getOrDefault(row, new LinkedHashMap<>()).get(key);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == cells.size() ? values : List.of();
  }

  /// What each user counts in the mean over the seeds; empty where ranks are not known, or where
  /// the seeds draw their users, too.
  ///
  /// @param name of the ranks, see [Column#ranks]
  Optional<double[]> gains(String name, Metric metric) {
    List<Evaluation> own =
        ranks.stream().map(rows -> rows.get(name)).filter(Objects::nonNull).toList();
    boolean alike = own.stream().allMatch(one -> one.users().equals(own.getFirst().users()));
    if (own.size() < cells.size() || !alike) {
      return Optional.empty();
    }
    var gains = new double[own.getFirst().users().size()];
    for (Evaluation evaluation : own) {
      for (int user = 0; user < gains.length; user++) {
        gains[user] += metric.gain(evaluation.rank(user)) / own.size();
      }
    }
    return Optional.of(gains);
  }

  /// Whom ranks are of; of unknown ones, the users of the report.
  List<String> users(String name) {
    SequencedMap<String, Evaluation> first = ranks.getFirst();
    return first.getOrDefault(name, first.firstEntry().getValue()).users();
  }

  /// How many users a row is of.
  int count(String row) {
    Evaluation own = ranks.getFirst().get(row);
    return own == null ? cells.getFirst().users() : own.users().size();
  }

  /// Of one seed; empty where every user of it is a person.
  private Optional<Persons> persons(int seed) {
    return Optional.ofNullable(cells.get(seed).persons()).flatMap(Persons::named);
  }

  /// Of the first seed, for what is averaged user by user.
  Optional<Persons> persons() {
    return persons(0);
  }

  /// The mean over persons of every seed; empty where one has none, or lacks the row.
  List<Double> overPersons(String row, Metric metric) {
    var values = new ArrayList<Double>();
    for (int seed = 0; seed < cells.size(); seed++) {
      Evaluation own = ranks.get(seed).get(row);
      if (own != null) {
        persons(seed)
            .map(persons -> Arrays.stream(persons.gains(own, metric)).average().orElseThrow())
            .ifPresent(values::add);
      }
    }
    return values.size() == cells.size() ? values : List.of();
  }
}
