package dev.grlm.ground;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// The published rule, candidate by candidate: every distinct identifier is scored on its own, so
/// that no order of additions across candidates can matter.
record NaiveCompatibleGrounder(Identifiers identifiers) implements Grounder {
  /// @param firstTouch number of the (term, word) pair that gave the first score
  private record Score(double value, int firstTouch) {}

  @Override
  public Grounding ground(Identifier generated) {
    List<Integer> exact = identifiers.items(generated);
    if (!exact.isEmpty()) {
      return new Grounding.Exact(exact);
    }
    List<String> words = vocabulary();
    Grounding best = new Grounding.Unmatched();
    var bestScore = new Score(0, Integer.MAX_VALUE);
    for (int item = 0; item < identifiers.size(); item++) {
      Score score = score(identifiers.of(item), generated, words);
      if (score.value() > bestScore.value()
          || (score.value() == bestScore.value() && score.firstTouch() < bestScore.firstTouch())) {
        bestScore = score;
        best = new Grounding.Structural(List.of(item), score.value());
      }
    }
    return best;
  }

  private static Score score(Identifier candidate, Identifier generated, List<String> words) {
    double sum = 0;
    int firstTouch = Integer.MAX_VALUE;
    for (int i = 0; i < generated.length(); i++) {
      String term = generated.symbol(i);
      for (int w = 0; w < words.size(); w++) {
        String word = words.get(w);
        boolean contained = term.contains(word) || word.contains(term);
        double similarity = term.equals(word) ? 1.0 : contained ? 0.8 : 0.0;
        for (String symbol : candidate.symbols()) {
          if (similarity > 0 && symbol.toLowerCase(Locale.ROOT).equals(word)) {
            sum += similarity * (1.0 / (i + 1));
            firstTouch = Math.min(firstTouch, i * words.size() + w);
          }
        }
      }
    }
    return new Score(sum, firstTouch);
  }

  private List<String> vocabulary() {
    var words = new LinkedHashSet<String>();
    for (Identifier identifier : identifiers.all()) {
      identifier.symbols().forEach(symbol -> words.add(symbol.toLowerCase(Locale.ROOT)));
    }
    return new ArrayList<>(words);
  }
}
