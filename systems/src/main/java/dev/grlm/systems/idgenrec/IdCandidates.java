package dev.grlm.systems.idgenrec;

import dev.grlm.identifier.Identifier;
import dev.grlm.systems.idgenrec.ItemWords.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an item may be called, in the order in which it is tried: its first words, more of them,
/// the next best sets of as many, and in the end its first words with a number, of which there is
/// no end.
///
/// @param words best first, at least one
/// @param numbers what of it was tried before
record IdCandidates(List<Scored> words, TextualIdConfig config, Numbers numbers) {
  /// Of which further sets are made: 120 sets of three.
  private static final int POOL = 10;

  /// How an item came by its identifier.
  enum Way {
    FIRST("items named by their first words"),
    MORE("items named by more words, because others had the first ones"),
    OTHERS("items named by other words, because others had the best ones"),
    NUMBER("items named by a number, because others had all their words"),
    WRITTEN("items named by the first that was written of them"),
    WRITTEN_NEXT(
        "items named by another thing that was written of them, because others had the first"),
    WRITTEN_AND_OWN(
        "items named by what was written of them and a word of their own, because others had all of it");

    private final String told;

    Way(String told) {
      this.told = told;
    }

    String told() {
      return told;
    }
  }

  /// @param way by which it is one
  record Candidate(Identifier identifier, Way way) {}

  /// The numbers that were tried behind words, by the words: who comes next goes on behind them, so
  /// that many items of one name do not each try all. It takes for granted that what was free once
  /// and not taken is never looked for again. Not thread-safe.
  static final class Numbers {
    private final Map<List<String>, Integer> last = new HashMap<>();

    /// Words with a number that is not among them, from 2 on or behind what was tried.
    private Stream<Candidate> behind(List<String> begun) {
      return IntStream.iterate(last.getOrDefault(begun, 1) + 1, number -> number + 1)
          .peek(number -> last.put(begun, number))
          .mapToObj(Integer::toString)
          .filter(number -> !begun.contains(number))
          .map(number -> new Candidate(with(begun, number), Way.NUMBER));
    }
  }

  private record Chosen(List<Integer> places, double score) {}

  /// What was written of an item, best first, before its own words: one thing after the other, then
  /// the first with a word of its own, then with a number.
  ///
  /// @param written at least one thing
  Stream<Candidate> behind(List<List<String>> written) {
    List<String> first = written.getFirst();
    Stream<Candidate> asWritten =
        IntStream.range(0, written.size())
            .mapToObj(place ->
                new Candidate(
                    new Identifier(written.get(place)),
                    place == 0 ? Way.WRITTEN : Way.WRITTEN_NEXT));
    Stream<Candidate> withOwn =
        words.stream()
            .map(Scored::word)
            .filter(word -> !first.contains(word))
            .map(word -> new Candidate(with(first, word), Way.WRITTEN_AND_OWN));
    return Stream.of(asWritten, withOwn, numbers.behind(first)).flatMap(candidates -> candidates);
  }

  private static Identifier with(List<String> begun, String word) {
    var symbols = new ArrayList<>(begun);
    symbols.add(word);
    return new Identifier(symbols);
  }

  /// Each is made when it is asked for.
  Stream<Candidate> all() {
    int first = Math.min(config.wanted(), words.size());
    Stream<Candidate> few =
        IntStream.rangeClosed(first, Math.min(config.most(), words.size()))
            .mapToObj(count -> candidate(range(count), count == first ? Way.FIRST : Way.MORE));
    Stream<Candidate> others =
        config.from() == IdSource.TITLE
            ? Stream.of()
            : Stream.of(first)
                .flatMap(count -> sets(count).stream())
                .map(places -> candidate(places, Way.OTHERS));
    List<String> begun =
        candidate(range(Math.min(config.beforeNumber(), words.size())), Way.NUMBER)
            .identifier()
            .symbols();
    return Stream.of(few, others, numbers.behind(begun)).flatMap(candidates -> candidates);
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private Candidate candidate(List<Integer> places, Way way) {
    return new Candidate(
        new Identifier(places.stream().map(place -> words.get(place).word()).toList()), way);
  }

  /// All sets of the best words but the best one, by the sum of their scores; equal ones in the
  /// order of their words.
  private List<List<Integer>> sets(int count) {
    var all = new ArrayList<Chosen>();
    choose(count, 0, List.of(), 0, all);
    return all.stream()
        .skip(1) // the first words themselves
        .sorted(Comparator.comparingDouble(Chosen::score).reversed()) // stable
        .map(Chosen::places)
        .toList();
  }

  private void choose(int count, int from, List<Integer> places, double score, List<Chosen> all) {
    if (places.size() == count) {
      all.add(new Chosen(places, score));
      return;
    }
    for (int place = from; place < Math.min(POOL, words.size()); place++) {
      var longer = new ArrayList<>(places);
      longer.add(place);
      choose(count, place + 1, longer, score + words.get(place).score(), all);
    }
  }
}
