package dev.grlm.paper;

import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.page.Numbers;
import dev.grlm.paper.AskedPersons.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/// What the lines of joint training say together.
///
/// @param domains in the order in which they are added
/// @param lines of the table
record JointNotes(List<String> domains, List<Line> lines) {
  private static final List<String> MEANS = List.of("recall@10", "ndcg@10");

  JointNotes {
    domains = List.copyOf(domains);
    lines = List.copyOf(lines);
  }

  List<String> sentences() {
    var sentences = new ArrayList<String>();
    String end = JointRows.together("");
    for (Line line : lines) {
      if (line.variant().equals("joint") && line.row().endsWith(end)) {
        String row = line.row().substring(0, line.row().length() - end.length());
        sentences.add(means(row));
        if (line.figures().containsKey("terms")) {
          sentences.add(vocabulary(row, line));
        }
      }
    }
    sentences.addAll(DomainRows.policies(lines));
    return sentences;
  }

  /// The mean over the domains, each counting once, as the paper's average.
  private String means(String row) {
    var parts = new ArrayList<String>();
    for (String metric : MEANS) {
      for (String key : List.of(metric, DomainRows.ASKED + "." + metric)) {
        String what = key.equals(metric) ? metric : metric + " in the domain";
        parts.add(
            "%s %s joint, %s alone"
                .formatted(what, shown(mean(row, key, true)), shown(mean(row, key, false))));
      }
    }
    return "%s, mean of the %d domains: %s."
        .formatted(row, domains.size(), String.join("; ", parts));
  }

  private static String shown(OptionalDouble value) {
    return value.isPresent() ? Numbers.metric(value.getAsDouble()) : "–";
  }

  private OptionalDouble mean(String row, String key, boolean joint) {
    double sum = 0;
    for (String domain : domains) {
      OptionalDouble value = value(row, domain, key, joint);
      if (value.isEmpty()) {
        return value;
      }
      sum += value.getAsDouble();
    }
    return OptionalDouble.of(sum / domains.size());
  }

  private OptionalDouble value(String row, String domain, String key, boolean joint) {
    String name = DomainRows.name(row, domain, Group.ALL);
    return lines.stream()
        .filter(line -> line.row().equals(name))
        .filter(line -> line.variant().equals("joint") == joint)
        .filter(line -> joint || line.variant().startsWith("alone-"))
        .map(line -> line.figures().get(key))
        .filter(Objects::nonNull)
        .mapToDouble(Figure::mean)
        .findFirst();
  }

  private String vocabulary(String row, Line together) {
    var growth = new ArrayList<String>();
    double inJoint = 0;
    double separate = 0;
    double before = 0;
    for (String domain : domains) {
      double soFar = value(row, domain, "soFar", true).orElse(before);
      growth.add("%s +%s".formatted(domain, count(soFar - before)));
      before = soFar;
      inJoint += value(row, domain, "terms", true).orElse(0);
      separate += value(row, domain, "terms", false).orElse(0);
    }
    Figure terms = together.figures().get("terms");
    Figure shared = together.figures().get("shared");
    return "%s has %s terms in all domains, %s of them in several; by domain they are %s together, of the models alone %s. Added in order: %s."
        .formatted(
            row,
            count(terms == null ? 0 : terms.mean()),
            count(shared == null ? 0 : shared.mean()),
            count(inJoint),
            count(separate),
            String.join(", ", growth));
  }

  private static String count(double value) {
    return Numbers.count(Math.round(value));
  }
}
