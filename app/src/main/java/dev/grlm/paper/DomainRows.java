package dev.grlm.paper;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.io.RunListener;
import dev.grlm.paper.AskedPersons.Group;
import dev.grlm.recommend.Recommender;
import dev.grlm.report.RankFile;
import dev.grlm.report.Report;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/// The rows of a run by the domain of the target and a group of persons: one row of each system and
/// the best of the floor, among the whole catalogue and among the items of the target's domain.
///
/// @param measured figures and ranks
/// @param persons by row without domain, ranks of all that are asked for
record DomainRows(Measured measured, SequencedMap<String, Persons> persons) {
  /// What a column of ranks among the items of the target's domain is called.
  static final String ASKED = "asked";

  /// Key of whether items of a history are recommended again: 1 or 0.
  private static final String REPEATS = "repeats";

  static final Column AGAIN = Column.count(REPEATS, "repeats allowed");

  /// The best of the floor is called so, since another one may be the best in another variant.
  private static final String FLOOR = "floor";

  /// Ranks of one recommender by person.
  ///
  /// @param whole among the whole catalogue
  /// @param asked among the items of the target's domain
  record Persons(SequencedMap<String, Integer> whole, SequencedMap<String, Integer> asked) {}

  /// What a row is called.
  static String name(String row, String domain, Group group) {
    return "%s: %s, %s".formatted(row, domain, group.words());
  }

  /// Whether items of a history are recommended again is decided by validation for each variant,
  /// and a list that begins with them is another list: what differs in this differs for that alone.
  ///
  /// @return a sentence where variants differ, else none
  static List<String> policies(List<Line> lines) {
    var again = new TreeMap<Boolean, SequencedSet<String>>();
    for (Line line : lines) {
      Figure repeats = line.figures().get(REPEATS);
      if (repeats != null) {
        again.computeIfAbsent(repeats.mean() > 0, _ -> new LinkedHashSet<>()).add(line.variant());
      }
    }
    return again.size() < 2
        ? List.of()
        : List.of(
            "Items of a history are recommended again in %s and not in %s, as validation decided: differences between them are those of that, too; --repeats allow or forbid is for all."
                .formatted(
                    String.join(", ", Objects.requireNonNull(again.get(true))),
                    String.join(", ", Objects.requireNonNull(again.get(false)))));
  }

  /// @param asked who is asked for
  /// @param domains that become rows, in order
  /// @param groups that become rows, where they are somebody
  /// @param alone whether the catalogue is one domain, so that both rankings are one
  static DomainRows of(
      Fitted fitted, AskedPersons asked, List<String> domains, List<Group> groups, boolean alone)
      throws IOException {
    RunFolder folder = fitted.run().folder();
    Dataset dataset = new RunTables(folder).dataset();
    var ranks =
        new DomainRanks(
            dataset,
            asked,
            EvaluationSettings.of(Split.TEST, fitted.run().repeats())
                .withWorkers(fitted.config().shared().workers()));
    SequencedMap<String, Evaluation> whole =
        RankFile.read(folder.ranks(Split.TEST.word()), Split.TEST);
    var rows = new LinkedHashMap<String, SequencedMap<String, Double>>();
    var persons = new LinkedHashMap<String, Persons>();
    var evaluations = new ArrayList<Evaluation>();
    List<FittedSystem> opened =
        new RunStages(folder, fitted.config(), RunListener.silent()).openFitted();
    try {
      for (Map.Entry<String, Recommender> one : looked(fitted.report(), opened).entrySet()) {
        Recommender row = one.getValue();
        SequencedMap<String, Integer> all =
            ranks.whole(Objects.requireNonNull(whole.get(row.name())));
        SequencedMap<String, Integer> own = alone ? all : ranks.inDomain(row, fitted.listener());
        persons.put(one.getKey(), new Persons(all, own));
        for (String domain : domains) {
          for (Group group : groups) {
            String name = name(one.getKey(), domain, group);
            Evaluation ofAll = ranks.of(name, all, domain, group);
            Evaluation ofDomain = ranks.of(Measured.ranks(name, ASKED), own, domain, group);
            if (!ofAll.users().isEmpty()) {
              evaluations.add(ofAll);
              evaluations.add(ofDomain);
              rows.put(name, figures(ofAll, ofDomain, asked, fitted.run().repeats()));
            }
          }
        }
      }
    } finally {
      opened.forEach(FittedSystem::close);
    }
    return new DomainRows(new Measured(rows, evaluations), persons);
  }

  /// The first row of each system that was fitted, and the best of the floor.
  private static SequencedMap<String, Recommender> looked(
      Report report, List<FittedSystem> opened) {
    var rows = new TreeMap<String, Recommender>();
    opened.stream()
        .flatMap(system -> system.rows().stream())
        .map(Row::recommender)
        .forEach(row -> rows.put(row.name(), row));
    var looked = new LinkedHashMap<String, Recommender>();
    var systems = new ArrayList<String>();
    for (Report.Result result : report.results()) {
      if (!result.ofFloor() && !systems.contains(result.system())) {
        systems.add(result.system());
        looked.put(result.name(), Objects.requireNonNull(rows.get(result.name())));
      }
    }
    if (report.floor() != null) {
      looked.put(FLOOR, Objects.requireNonNull(rows.get(report.floor())));
    }
    return looked;
  }

  private static SequencedMap<String, Double> figures(
      Evaluation whole, Evaluation asked, AskedPersons persons, boolean repeats) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("users", (double) whole.users().size());
    long ordered = whole.users().stream().filter(person -> persons.of(person).ordered()).count();
    figures.put("ordered", (double) ordered / whole.users().size());
    figures.put(REPEATS, repeats ? 1.0 : 0.0);
    figures.putAll(whole.metrics());
    asked.metrics().forEach((metric, value) -> figures.put(ASKED + "." + metric, value));
    return figures;
  }
}
