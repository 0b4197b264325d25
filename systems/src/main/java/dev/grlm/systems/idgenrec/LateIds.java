package dev.grlm.systems.idgenrec;

import dev.grlm.coded.LateWords;
import dev.grlm.coded.WordNaming;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import dev.grlm.systems.idgenrec.ItemWords.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names items that came after the fit by the rule that named the others, as far as the decoder
/// knows the words where they would stand; else by the beginning of the identifier of a like item
/// and a word of their own or a number; else as that item. Thread-safe.
final class LateIds implements WordNaming {
  static final String BESIDE = "items named after a like item, because the model lacks their words";

  /// How many of an item's best words an identifier may begin with, and how many like items help
  /// out.
  private static final int TRIED = 10;

  private static final int HIGHEST_NUMBER = 99;

  private final LateWords<ItemWords> words;
  private final Identifiers fitted;
  private final TextualIdConfig config;

  /// @param making counts the words of the fitted catalogue, when the first item comes
  LateIds(Supplier<ItemWords> making, Identifiers fitted, TextualIdConfig config) {
    this.words = new LateWords<>(making, ItemWords::close);
    this.fitted = fitted;
    this.config = config;
  }

  @Override
  public void close() {
    words.close();
  }

  @Override
  public Named name(NewItem item, Known known) {
    List<Scored> own = words.ask(counted -> counted.of(item.item()));
    List<String> all = own.stream().map(Scored::word).toList();
    Predicate<Identifier> free = known.free(item);
    Identifier named = first(ofOwn(own, all, known.words()), free);
    if (named != null) {
      return new Named(named);
    }
    named = first(besideOthers(item, all), free);
    return named != null ? new Named(named, BESIDE) : new Named(nearest(item), SHARED);
  }

  private static @Nullable Identifier first(
      Stream<Identifier> candidates, Predicate<Identifier> free) {
    return candidates.filter(free).findFirst().orElse(null);
  }

  /// The rule itself, then the best words that the slots know from left to right.
  private Stream<Identifier> ofOwn(List<Scored> own, List<String> all, List<Set<String>> slots) {
    if (own.isEmpty()) {
      return Stream.of();
    }
    Stream<Identifier> byRule =
        new IdCandidates(own, config, new IdCandidates.Numbers())
            .all()
            .takeWhile(candidate -> candidate.way() != IdCandidates.Way.NUMBER)
            .map(IdCandidates.Candidate::identifier);
    Stream<Identifier> known =
        IntStream.range(0, Math.min(TRIED, all.size()))
            .boxed()
            .flatMap(from -> lengths(fitting(all.subList(from, all.size()), slots)));
    List<String> begun = fitting(all, slots);
    Stream<Identifier> numbered =
        numbered(begun.subList(0, Math.min(begun.size(), config.beforeNumber())));
    return Stream.of(byRule, known, numbered).flatMap(candidates -> candidates);
  }

  /// Each slot the first of the words that it knows and that has not been said.
  private static List<String> fitting(List<String> words, List<Set<String>> slots) {
    var left = new ArrayList<>(words);
    var said = new ArrayList<String>();
    for (Set<String> slot : slots) {
      String word = left.stream().filter(slot::contains).findFirst().orElse(null);
      if (word == null) {
        break;
      }
      said.add(word);
      left.remove(word);
    }
    return said;
  }

  /// The beginnings of it: as long as the rule wants them, longer, then shorter.
  private Stream<Identifier> lengths(List<String> said) {
    int wanted = Math.min(config.wanted(), said.size());
    return Stream.concat(
            IntStream.rangeClosed(wanted, said.size()).boxed(),
            IntStream.range(1, wanted).map(length -> wanted - length).boxed())
        .filter(length -> length > 0)
        .map(length -> new Identifier(said.subList(0, length)));
  }

  private static Stream<Identifier> numbered(List<String> begun) {
    return IntStream.rangeClosed(2, HIGHEST_NUMBER)
        .mapToObj(number -> followed(begun, Integer.toString(number)));
  }

  private static Identifier followed(List<String> begun, String word) {
    var symbols = new ArrayList<>(begun);
    symbols.add(word);
    return new Identifier(symbols);
  }

  private Stream<Identifier> besideOthers(NewItem item, List<String> own) {
    return Arrays.stream(item.near())
        .limit(TRIED)
        .mapToObj(fitted::of)
        .flatMap(near ->
            Stream.concat(
                IntStream.range(0, near.length())
                    .boxed()
                    .flatMap(less -> {
                      List<String> begun = near.symbols().subList(0, near.length() - less);
                      return own.stream()
                          .filter(word -> !begun.contains(word))
                          .map(word -> followed(begun, word));
                    }),
                numbered(near.symbols())));
  }

  private Identifier nearest(NewItem item) {
    int place = item.near().length > 0 ? item.near()[0] : 0;
    return fitted.of(place);
  }
}
