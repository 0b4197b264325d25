package dev.grlm.systems.grlm.extract;

import dev.grlm.identifier.Readability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Orders the terms that one item's text offers, slot by slot.
final class SlotRanking {
  /// Marks a slot for which the text has nothing left.
  static final int EMPTY = -1;

  /// A compound takes the place of its word when at least this share of the word's items have it.
  private static final double COMPOUND_SHARE = 0.5;

  /// What the score of a word is multiplied by that a compound takes the place of.
  private static final double REPLACED = 0.5;

  /// What the score of noise is multiplied by.
  private static final double NOISE = 0.1;

  /// What the score of a term of one or two letters is multiplied by: most are abbreviations.
  private static final double SHORT = 0.3;

  /// What the score of a category's term is multiplied by in the first slot, which says what kind
  /// of thing an item is.
  private static final double CATEGORY = 3;

  private final TermVocabulary vocabulary;
  private final SlotScore score;
  private final TermVocabulary.Offer offer;
  private final int[] sharing;
  private final int context;
  private final double[] weights;
  private final boolean signs;

  /// @param signs whether the item says nothing but signs, which then stand in any slot
  SlotRanking(
      TermVocabulary vocabulary,
      SlotScore score,
      DistinctNeighbors contexts,
      int item,
      boolean signs) {
    this.signs = signs;
    int[] around = contexts.of(item);
    this.vocabulary = vocabulary;
    this.score = score;
    this.offer = vocabulary.offer(contexts.firstTwin(item));
    this.sharing = contexts.sharing(contexts.firstTwin(item), around);
    this.context = around.length;
    this.weights = weights();
  }

  /// The text's own terms: the best remaining one per slot, no two with a common word; [#EMPTY]
  /// where none is left. Noise only comes into the last slot, where the text has nothing else for
  /// it.
  int[] slots() {
    var slots = new int[score.length()];
    Set<Integer> used = new HashSet<>();
    for (int slot = 0; slot < slots.length; slot++) {
      boolean last = slot == slots.length - 1;
      List<Integer> fitting =
          ranked(slot, used).stream()
              .filter(term -> used.stream().noneMatch(other -> vocabulary.overlap(term, other)))
              .toList();
      slots[slot] =
          fitting.stream()
              .filter(term -> signs || !vocabulary.term(term).noise())
              .findFirst()
              .or(() -> fitting.stream().filter(_ -> last).findFirst())
              .orElse(EMPTY);
      used.add(slots[slot]);
      used.remove(EMPTY);
    }
    sortAfterFirst(slots);
    return slots;
  }

  /// Words after the first slot go from the commonest to the rarest, so that items with the same
  /// words have them in the same order and the last one separates.
  private void sortAfterFirst(int[] slots) {
    int[] places =
        IntStream.range(1, slots.length)
            .filter(slot -> slots[slot] != EMPTY && !vocabulary.term(slots[slot]).noise())
            .toArray();
    List<Integer> sorted =
        Arrays.stream(places)
            .mapToObj(slot -> slots[slot])
            .sorted(
                Comparator.<Integer>comparingInt(term -> -vocabulary.term(term).items())
                    .thenComparing(term -> vocabulary.term(term).text()))
            .toList();
    for (int place = 0; place < places.length; place++) {
      slots[places[place]] = sorted.get(place);
    }
  }

  /// The unused terms of the text, best for `slot` first.
  List<Integer> ranked(int slot, Collection<Integer> used) {
    record Scored(int term, double score) {}
    var scored = new ArrayList<Scored>();
    for (int place = 0; place < offer.terms().length; place++) {
      int term = offer.terms()[place];
      if (!used.contains(term)) {
        int items = vocabulary.term(term).items();
        double weight = weights[place];
        if (slot == 0 && CatalogWords.isCategory(offer.places()[place])) {
          weight *= CATEGORY;
        }
        scored.add(new Scored(term, weight * score.of(slot, items, sharing[place], context)));
      }
    }
    // The sort is stable: of equal scores the earlier word of the text wins.
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    return scored.stream().map(Scored::term).toList();
  }

  private double[] weights() {
    Map<String, Integer> itemsOfCompound = new HashMap<>();
    for (int term : offer.terms()) {
      TermVocabulary.Term compound = vocabulary.term(term);
      if (compound.stems().size() > 1) {
        compound.stems().forEach(stem -> itemsOfCompound.merge(stem, compound.items(), Math::max));
      }
    }
    double[] weights = offer.prominence();
    for (int place = 0; place < weights.length; place++) {
      TermVocabulary.Term term = vocabulary.term(offer.terms()[place]);
      boolean word = term.stems().size() == 1;
      int inCompound = itemsOfCompound.getOrDefault(term.stems().getFirst(), 0);
      if (word && inCompound >= COMPOUND_SHARE * term.items()) {
        weights[place] *= REPLACED;
      }
      if (term.noise()) {
        weights[place] *= NOISE;
      } else if (Readability.isShort(term.text())) {
        weights[place] *= SHORT;
      }
    }
    return weights;
  }
}
