package dev.grlm.paper;

import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.experiment.Measured;
import dev.grlm.paper.AskedPersons.Asked;
import dev.grlm.paper.AskedPersons.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Rows of a joint model beside those of its domains.
final class JointRows {
  private static final String TOGETHER = ": all domains";

  private JointRows() {}

  /// What the row of all domains is called.
  static String together(String row) {
    return row + TOGETHER;
  }

  /// Every row over the targets of all domains together, each person counting once.
  static Measured together(DomainRows rows, AskedPersons asked) {
    var figures = new LinkedHashMap<String, SequencedMap<String, Double>>();
    var evaluations = new ArrayList<Evaluation>();
    rows.persons()
        .forEach((row, persons) -> {
          String name = together(row);
          Evaluation whole = evaluation(name, persons.whole(), asked);
          Evaluation own =
              evaluation(Measured.ranks(name, DomainRows.ASKED), persons.asked(), asked);
          var values = new LinkedHashMap<String, Double>();
          values.put("users", (double) whole.users().size());
          values.putAll(whole.metrics());
          own.metrics()
              .forEach((metric, value) -> values.put(DomainRows.ASKED + "." + metric, value));
          figures.put(name, values);
          evaluations.add(whole);
          evaluations.add(own);
        });
    return new Measured(figures, evaluations);
  }

  private static Evaluation evaluation(
      String name, SequencedMap<String, Integer> ranks, AskedPersons asked) {
    var persons = new ArrayList<String>();
    for (Map.Entry<String, Asked> person : asked.byPerson().entrySet()) {
      if (Group.ALL.has(person.getValue()) && ranks.containsKey(person.getKey())) {
        persons.add(person.getKey());
      }
    }
    int[] own =
        persons.stream().mapToInt(person -> Objects.requireNonNull(ranks.get(person))).toArray();
    return new Evaluation(name, Split.TEST, persons, own, 0);
  }

  /// Terms and collisions of the rows of a system.
  ///
  /// @param alone whether the catalogue is one domain, and others have no row
  static Measured vocabulary(String row, JointVocabulary vocabulary, boolean alone) {
    var figures = new LinkedHashMap<String, SequencedMap<String, Double>>();
    vocabulary
        .domains()
        .forEach((domain, one) -> {
          if (one.items() > 0) {
            figures.put(DomainRows.name(row, domain, Group.ALL), one.figures());
          }
        });
    if (!alone) {
      figures.put(together(row), vocabulary.figures());
    }
    return new Measured(figures, List.of());
  }
}
