package dev.grlm.ground;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The definition of structural grounding, word for word: scores every item and sorts.
record NaiveElasticGrounder(World world, List<Double> weights) implements Grounder {
  private record Candidate(int item, double score, int matches, int prefix, long popularity) {}

  @Override
  public Grounding ground(Identifier generated) {
    List<Integer> group = group(generated);
    if (!group.isEmpty()) {
      return new Grounding.Exact(group);
    }
    Comparator<Candidate> best =
        Comparator.comparingDouble(Candidate::score)
            .thenComparingInt(Candidate::matches)
            .thenComparingInt(Candidate::prefix)
            .thenComparingLong(Candidate::popularity)
            .reversed()
            .thenComparing(candidate -> world.ids().get(candidate.item()), ItemOrder.BY_ID);
    return IntStream.range(0, world.identifiers().size())
        .mapToObj(item -> candidate(item, generated))
        .filter(candidate -> candidate.score() > 0)
        .min(best)
        .<Grounding>map(winner ->
            new Grounding.Structural(group(world.identifiers().of(winner.item())), winner.score()))
        .orElse(new Grounding.Unmatched());
  }

  private Candidate candidate(int item, Identifier generated) {
    Identifier identifier = world.identifiers().of(item);
    double score = 0;
    int matches = 0;
    int prefix = 0;
    for (int slot = 0; slot < Math.min(identifier.length(), generated.length()); slot++) {
      String term = generated.symbol(slot);
      if (!term.isBlank() && term.equals(identifier.symbol(slot))) {
        score += weights.get(slot);
        matches++;
        prefix += prefix == slot ? 1 : 0;
      }
    }
    return new Candidate(item, score, matches, prefix, world.popularity()[item]);
  }

  private List<Integer> group(Identifier identifier) {
    return IntStream.range(0, world.identifiers().size())
        .filter(item -> world.identifiers().of(item).equals(identifier))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(item -> -world.popularity()[item])
                .thenComparing(world.ids()::get, ItemOrder.BY_ID))
        .toList();
  }
}
