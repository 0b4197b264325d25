package dev.grlm.live;

import dev.grlm.identifier.Identifier;
import dev.grlm.journal.Journal;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.run.ItemReason;
import dev.grlm.system.Explaining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What questions are answered by: an open run, the catalogue as it is now, the histories.
///
/// @param folder of the run
record State(Path folder, RunInUse inUse, Shelf shelf, LiveHistories histories) {
  /// An open run, brought up to what the journal says.
  ///
  /// @param inUse is retired where that fails
  /// @param changes of the catalogue that the journal has
  static State of(Path run, RunInUse inUse, Journal journal, CatalogChanges changes) {
    try {
      Collected collected = inUse.collected();
      var histories =
          new LiveHistories(inUse.histories(), journal.state(), collected.upToOf(journal.id()));
      return new State(run, inUse, changes.shelf(inUse), histories);
    } catch (RuntimeException failure) {
      inUse.retire();
      throw failure;
    }
  }

  State with(Shelf other) {
    return new State(folder, inUse, other, histories);
  }

  /// Number of the last entry of a journal that the run's data have.
  long upToOf(String journal) {
    return inUse.collected().upToOf(journal);
  }

  String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /// Ids of a user's history, oldest first; null for an unknown user.
  ///
  /// @throws UncheckedIOException when the journal cannot be read
  @Nullable List<String> stored(String user) {
    try {
      return histories.of(user, shelf.catalog());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What an ask means now.
  private record Understood(Query query, List<String> history, List<String> ignored) {}

  /// The history is read now, on the thread of whoever asks: nobody else is to wait for a disk, or
  /// to be refused with a question that it does not let us answer.
  ///
  /// @throws UncheckedIOException when the journal cannot be read
  Waiting asked(Ask ask, long since) {
    List<String> history = ask.history();
    if (history == null) {
      history = stored(Objects.requireNonNull(ask.user()));
    }
    return new Waiting(ask, history == null ? List.of() : history, since);
  }

  private Understood understood(Waiting waiting, int longestHistory) {
    Ask ask = waiting.ask();
    var known = new ArrayList<String>();
    var ignored = new ArrayList<String>();
    for (String id : waiting.history()) {
      (shelf.catalog().indexOf(id) >= 0 ? known : ignored).add(id);
    }
    List<String> newest = known.subList(Math.max(0, known.size() - longestHistory), known.size());
    int[] history = newest.stream().mapToInt(shelf.catalog()::indexOf).toArray();
    BitSet excluded = shelf.excluded(ask.filter());
    if (!shelf.grlm().repeats()) {
      for (String id : known) {
        excluded.set(shelf.catalog().indexOf(id));
      }
    }
    BitSet among = shelf.ofDomains(ask.filter());
    return new Understood(new Query(history, ask.k(), excluded, among), newest, ignored);
  }

  /// The lists of several questions.
  ///
  /// @param decoded when they were there, in nanoseconds of [System#nanoTime]
  record Decoded(List<Answer> answers, long decoded) {}

  /// @param longestHistory items of a history that are looked at, the newest
  /// @param arm of an experiment, null where there is none
  Decoded answers(List<Waiting> asks, int longestHistory, @Nullable String arm) {
    List<Understood> understood =
        asks.stream().map(ask -> understood(ask, longestHistory)).toList();
    List<List<Recommendation>> lists =
        shelf.grlm().recommend(understood.stream().map(Understood::query).toList());
    long decoded = System.nanoTime();
    var answers = new ArrayList<Answer>();
    for (int place = 0; place < asks.size(); place++) {
      boolean withReasons = asks.get(place).ask().reasons() && shelf.grlm().explains();
      answers.add(answer(understood.get(place), lists.get(place), withReasons, arm));
    }
    return new Decoded(answers, decoded);
  }

  /// As [#answers], of one question, with its beams.
  Explanation explained(Waiting asked, int longestHistory, @Nullable String arm) {
    Understood understood = understood(asked, longestHistory);
    Explaining.Explained explained = shelf.grlm().explain(understood.query());
    return new Explanation(
        answer(understood, explained.list(), true, arm),
        explained.beams().stream()
            .map(beam -> Explanation.Node.of(beam, shelf.catalog()))
            .toList());
  }

  private Answer answer(
      Understood understood, List<Recommendation> list, boolean withReasons, @Nullable String arm) {
    List<List<ItemReason>> reasons = withReasons ? reasons(understood, list) : List.of();
    Set<String> terms = shelf.termsOf(understood.query().history());
    var places = new ArrayList<Answer.Place>();
    for (Recommendation one : list) {
      Identifier identifier = shelf.identifiers().of(one.item());
      places.add(
          new Answer.Place(
              places.size() + 1,
              shelf.catalog().item(one.item()),
              identifier,
              one.generated(),
              one.source(),
              one.score(),
              identifier.symbols().stream().filter(terms::contains).toList(),
              reasons.isEmpty() ? null : reasons.get(places.size())));
    }
    Answer.Basis basis =
        understood.history().isEmpty() ? Answer.Basis.POPULARITY : Answer.Basis.MODEL;
    return new Answer(name(), arm, basis, understood.history(), understood.ignored(), places);
  }

  private List<List<ItemReason>> reasons(Understood understood, List<Recommendation> list) {
    return ItemReason.of(shelf.grlm().reasons(understood.query(), list), shelf.catalog());
  }
}
