package dev.grlm.systems.gram;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermNormalForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Identifiers of words down a tree: each cluster on the way to an item is named by the best word
/// of its items that no cluster above it has. Where that leaves several items the same identifier,
/// all but the one that is taken most in training get a number behind it.
///
/// @param identifiers no two of them equal
/// @param counts how items came by theirs
record LexicalIds(Identifiers identifiers, SortedMap<String, Long> counts) {
  static final String NUMBERED = "items told from others of the same words by a number";
  static final String SHORT = "items of fewer words than the tree is deep";
  static final String WORDLESS = "items without a word, named by their ids";
  static final String UNPARTED = "clusters of the last depth whose items have one name";
  static final String ALIKE = "clusters with the name of another one beside them";

  /// @param order in which items of the same words choose: by training popularity
  static LexicalIds of(
      Catalog catalog, ItemOrder order, ItemTree tree, WordWeights words, int depth) {
    var naming =
        new Naming(
            words,
            catalog.items().stream().map(words::of).toList(),
            new Identifier[catalog.size()],
            new TreeMap<>());
    naming.name(tree.root(), new LinkedHashSet<>());
    if (tree.unparted() > 0) {
      naming.counts().put(UNPARTED, tree.unparted());
    }
    return unique(catalog, order, naming, depth);
  }

  private static LexicalIds unique(Catalog catalog, ItemOrder order, Naming naming, int depth) {
    SortedMap<String, Long> counts = naming.counts();
    Set<Identifier> taken = new HashSet<>();
    var numbers = new HashMap<Identifier, Integer>();
    for (int rank = 0; rank < order.size(); rank++) {
      int item = order.item(rank);
      Identifier begun = naming.byItem()[item];
      if (begun.length() == 0) {
        counts.merge(WORDLESS, 1L, Long::sum);
        begun = Identifier.of(ofId(catalog.item(item)));
      } else if (begun.length() < depth) {
        counts.merge(SHORT, 1L, Long::sum);
      }
      Identifier free = begun;
      numbers.putIfAbsent(begun, 1);
      while (taken.contains(free)) {
        free = numbered(begun, numbers.merge(begun, 1, Integer::sum));
      }
      if (free.length() > begun.length()) {
        counts.merge(NUMBERED, 1L, Long::sum);
      }
      taken.add(free);
      naming.byItem()[item] = free;
    }
    return new LexicalIds(Identifiers.ofAnyLength(Arrays.asList(naming.byItem())), counts);
  }

  /// @param number from 2 on
  static Identifier numbered(Identifier begun, int number) {
    var symbols = new ArrayList<>(begun.symbols());
    symbols.add(Integer.toString(number));
    return new Identifier(symbols);
  }

  private static String ofId(Item item) {
    String form = TermNormalForm.of(item.id());
    return form.isEmpty() ? "item" : form;
  }

  /// @param ofItem weights of the words of each item
  /// @param byItem is filled with the words of each item, none for one that has none
  private record Naming(
      WordWeights words,
      List<Map<String, Double>> ofItem,
      Identifier[] byItem,
      SortedMap<String, Long> counts) {
    /// @param said on the way to the cluster, in order; is as it was afterwards
    void name(ItemTree.Node node, LinkedHashSet<String> said) {
      if (node.children().isEmpty()) {
        var identifier = new Identifier(List.copyOf(said));
        IntStream.of(node.items()).forEach(item -> byItem[item] = identifier);
        return;
      }
      var beside = new HashSet<String>();
      for (ItemTree.Node child : node.children()) {
        String word = words.best(mean(child.items()), said);
        if (word.isEmpty()) {
          name(child, said);
          continue;
        }
        if (!beside.add(word)) {
          counts.merge(ALIKE, 1L, Long::sum);
        }
        said.add(word);
        name(child, said);
        said.remove(word);
      }
    }

    /// But for a factor that all words have.
    private Map<String, Double> mean(int[] items) {
      if (items.length == 1) {
        return ofItem.get(items[0]);
      }
      var sums = new HashMap<String, Double>();
      for (int item : items) {
        ofItem.get(item).forEach((word, weight) -> sums.merge(word, weight, Double::sum));
      }
      return sums;
    }
  }
}
