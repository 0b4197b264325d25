package dev.grlm.systems.grlm.extract;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Other last terms for items whose terms are the same although their texts are not: first words,
/// then numbers and quantities. No item gets terms that another one has.
final class LastTerms {
  private final TermVocabulary vocabulary;
  private final IntFunction<SlotRanking> rankings;
  private final Map<IntBuffer, List<Integer>> itemsBySlots = new LinkedHashMap<>();

  /// @param rankings by item
  LastTerms(TermVocabulary vocabulary, IntFunction<SlotRanking> rankings) {
    this.vocabulary = vocabulary;
    this.rankings = rankings;
  }

  /// @param slots indices of terms; not changed afterwards
  void add(int item, int[] slots) {
    itemsBySlots.computeIfAbsent(IntBuffer.wrap(slots), _ -> new ArrayList<>()).add(item);
  }

  /// The last term by item, [SlotRanking#EMPTY] where it stays as it is.
  int[] separators(int items) {
    var separators = new int[items];
    Arrays.fill(separators, SlotRanking.EMPTY);
    Set<IntBuffer> taken = new HashSet<>(itemsBySlots.keySet());
    itemsBySlots.forEach((slots, group) -> {
      if (group.size() > 1) {
        separate(slots.array(), group, taken, separators);
      }
    });
    return separators;
  }

  private void separate(int[] slots, List<Integer> group, Set<IntBuffer> taken, int[] separators) {
    Map<Integer, List<Integer>> candidates = new HashMap<>();
    Map<Integer, Integer> items = new HashMap<>();
    for (int item : group) {
      List<Integer> left = left(item, slots);
      candidates.put(item, left);
      left.forEach(term -> items.merge(term, 1, Integer::sum));
    }
    Comparator<Integer> order =
        Comparator.<Integer, Boolean>comparing(term -> vocabulary.term(term).noise())
            .thenComparing(term -> items.getOrDefault(term, 0));
    int together = group.size();
    // The last one first: where all but one can move, the first one stays as it is.
    for (int item : group.reversed()) {
      Optional<Integer> found =
          candidates.getOrDefault(item, List.of()).stream()
              .sorted(order) // stable: of equals the better one for the last slot
              .filter(term -> !taken.contains(with(slots, term)))
              .findFirst();
      if (together > 1 && found.isPresent()) {
        separators[item] = found.get();
        taken.add(with(slots, found.get()));
        together--;
      }
    }
  }

  /// What the item's text has left for the last slot.
  private List<Integer> left(int item, int[] slots) {
    int last = slots.length - 1;
    Set<Integer> used = new HashSet<>();
    Arrays.stream(slots).filter(term -> term != SlotRanking.EMPTY).forEach(used::add);
    List<Integer> ranked = rankings.apply(item).ranked(last, used);
    used.remove(slots[last]);
    return ranked.stream()
        .filter(term -> used.stream().noneMatch(other -> vocabulary.overlap(term, other)))
        .toList();
  }

  private static IntBuffer with(int[] slots, int last) {
    int[] other = slots.clone();
    other[other.length - 1] = last;
    return IntBuffer.wrap(other);
  }
}
