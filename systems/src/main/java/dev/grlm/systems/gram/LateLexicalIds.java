package dev.grlm.systems.gram;

import dev.grlm.coded.LateWords;
import dev.grlm.coded.WordNaming;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Names items that came after the fit: a new item stands in the tree where its nearest item does,
/// as deep as there is a free name by words of its own that the decoder knows; else it has a number
/// behind that item's name; else it stands anywhere by its own words; else it is called as that
/// item. Thread-safe.
final class LateLexicalIds implements WordNaming {
  /// How many like items, and how many of an item's best words for the last place, are tried.
  private static final int TRIED = 10;

  private static final int HIGHEST_NUMBER = 99;

  private final LateWords<WordWeights> words;
  private final Identifiers fitted;

  /// @param making counts the words of the fitted catalogue, when the first item comes
  LateLexicalIds(Supplier<WordWeights> making, Identifiers fitted) {
    this.words = new LateWords<>(making, WordWeights::close);
    this.fitted = fitted;
  }

  @Override
  public void close() {
    words.close();
  }

  @Override
  public Named name(NewItem item, Known known) {
    List<String> own = words.ask(weights -> weights.ranked(weights.of(item.item())));
    List<Set<String>> slots = known.words();
    int[] near = item.near().length == 0 ? new int[] {0} : item.near();
    Stream<Identifier> below =
        near(near).flatMap(like -> Stream.concat(below(like, own, slots), numbered(like)));
    Stream<Identifier> anywhere = near(near).flatMap(like -> beginning(0, like, own, slots));
    return Stream.concat(below, anywhere)
        .filter(known.free(item))
        .findFirst()
        .map(Named::new)
        .orElseGet(() -> new Named(fitted.of(near[0]), SHARED));
  }

  private Stream<Identifier> near(int[] items) {
    return Arrays.stream(items).limit(TRIED).mapToObj(fitted::of);
  }

  /// In the widest cluster of a like item, in those of its clusters first that are deepest.
  private static Stream<Identifier> below(
      Identifier like, List<String> own, List<Set<String>> slots) {
    return IntStream.iterate(like.length() - 1, kept -> kept > 0, kept -> kept - 1)
        .boxed()
        .flatMap(kept -> beginning(kept, like, own, slots));
  }

  /// As many words as the like item has, of which the first are its own; then the best words in
  /// order, but for the last place, where several are tried.
  private static Stream<Identifier> beginning(
      int kept, Identifier like, List<String> own, List<Set<String>> slots) {
    int length = like.length();
    var said = new ArrayList<>(like.symbols().subList(0, kept));
    while (said.size() < length - 1) {
      Set<String> slot = slots.get(said.size());
      String word =
          own.stream()
              .filter(one -> slot.contains(one) && !said.contains(one))
              .findFirst()
              .orElse(null);
      if (word == null) {
        return Stream.of();
      }
      said.add(word);
    }
    Set<String> last = slots.get(length - 1);
    return own.stream()
        .filter(word -> last.contains(word) && !said.contains(word))
        .limit(TRIED)
        .map(word -> {
          var symbols = new ArrayList<>(said);
          symbols.add(word);
          return new Identifier(symbols);
        });
  }

  private static Stream<Identifier> numbered(Identifier like) {
    return IntStream.rangeClosed(2, HIGHEST_NUMBER)
        .mapToObj(number -> LexicalIds.numbered(like, number));
  }
}
