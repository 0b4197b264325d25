package dev.grlm.systems.grlm.known;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.systems.grlm.extract.WordReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// [KnownTermNaming] by scoring every term of a slot; without wishes.
record NaiveKnownNaming(Identifiers identifiers) {
  Identifier name(Item item, int[] neighbors, float[] cosines) {
    Set<String> own = stems(item.title());
    var terms = new ArrayList<String>();
    for (int slot = 0; slot < identifiers.length(); slot++) {
      var all = new TreeSet<String>();
      for (Identifier identifier : identifiers.all()) {
        all.add(identifier.symbol(slot));
      }
      var free = new TreeSet<>(all);
      free.removeAll(terms);
      var hinted = new TreeSet<String>();
      for (String term : free) {
        if (agreement(slot, term, neighbors, cosines) > 0
            || seen(slot, term, neighbors, cosines)
            || !disjoint(own, stems(term))) {
          hinted.add(term);
        }
      }
      TreeSet<String> candidates = !hinted.isEmpty() ? hinted : !free.isEmpty() ? free : all;
      terms.add(best(slot, candidates, own, neighbors, cosines));
    }
    return new Identifier(terms);
  }

  private String best(
      int slot, Set<String> candidates, Set<String> own, int[] neighbors, float[] cosines) {
    String best = "";
    double most = 0;
    for (String term : candidates) { // alphabetically: of equal ones the first stays
      double place = (double) slot / identifiers.length();
      double rarity = 1 - Math.log(1.0 + items(slot, term)) / Math.log(1.0 + identifiers.size());
      boolean mine = own.containsAll(stems(term));
      double score =
          agreement(slot, term, neighbors, cosines) * (1 - place)
              + (mine ? .5 + place * rarity : 0);
      if (best.isEmpty()
          || score > most
          || (score == most && items(slot, term) > items(slot, best))) {
        best = term;
        most = score;
      }
    }
    return best;
  }

  private int items(int slot, String term) {
    return (int)
        identifiers.all().stream().filter(other -> other.symbol(slot).equals(term)).count();
  }

  /// A neighbor whose cosine is not positive brings its term into the choice and nothing more.
  private boolean seen(int slot, String term, int[] neighbors, float[] cosines) {
    double sum = 0;
    boolean has = false;
    for (int place = 0; place < neighbors.length; place++) {
      sum += Math.max(0, cosines[place]);
      has |= identifiers.of(neighbors[place]).symbol(slot).equals(term);
    }
    return has && sum > 0;
  }

  private double agreement(int slot, String term, int[] neighbors, float[] cosines) {
    double sum = 0;
    for (float cosine : cosines) {
      sum += Math.max(0, cosine);
    }
    double share = 0;
    for (int place = 0; place < neighbors.length && sum > 0; place++) {
      if (identifiers.of(neighbors[place]).symbol(slot).equals(term)) {
        share += Math.max(0, cosines[place]) / sum;
      }
    }
    return share;
  }

  private static boolean disjoint(Set<String> left, Set<String> right) {
    return left.stream().noneMatch(right::contains);
  }

  private static Set<String> stems(String text) {
    try (var reader = new WordReader()) {
      var stems = new HashSet<String>();
      List<WordReader.StemmedWord> words = reader.read(text.replace('-', ' '));
      words.forEach(word -> stems.add(word.stem()));
      return stems;
    }
  }
}
