package dev.grlm.signal;

import dev.grlm.baseline.Scores;
import dev.grlm.recommend.ScoredItems;
import java.util.List;

/// Several signals added up: s(j) = Σ of weight × s_part(j), in the order of the parts.
final class BlendSignal extends ComputedSignal {
  private final List<Part> parts;

  /// @param signal says who in a history speaks
  /// @param weight above 0
  record Part(ComputedSignal signal, double weight) {}

  /// @param items size of the catalogue
  BlendSignal(String name, double floor, Words words, int items, List<Part> parts) {
    super(name, floor, words, items);
    this.parts = List.copyOf(parts);
  }

  @Override
  ScoredItems from(Answers answers) {
    List<ScoredItems> said = parts.stream().map(part -> answers.of(part.signal())).toList();
    return answers.sum((scores, _) -> addTo(scores, said));
  }

  @Override
  public double[][] shares(int[] history, int[] items) {
    double[][] sums = new double[items.length][history.length];
    for (Part part : parts) {
      double[][] shares = part.signal().shares(history, items);
      for (int item = 0; item < items.length; item++) {
        for (int position = 0; position < history.length; position++) {
          sums[item][position] += part.weight() * shares[item][position];
        }
      }
    }
    return sums;
  }

  private void addTo(Scores scores, List<ScoredItems> said) {
    for (int part = 0; part < parts.size(); part++) {
      double weight = parts.get(part).weight();
      ScoredItems scored = said.get(part);
      for (int place = 0; place < scored.size(); place++) {
        scores.add(scored.items()[place], weight * scored.scores()[place]);
      }
    }
  }
}
