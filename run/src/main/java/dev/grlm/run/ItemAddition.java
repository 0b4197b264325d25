package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.data.ItemFile;
import dev.grlm.identifier.Identifier;
import dev.grlm.run.AddedItems.Added;
import dev.grlm.run.ItemNaming.Nearest;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Names new items against a fitted run, without touching what it has: neither model nor
/// identifiers change, and [Grlm#open] recommends the items at once.
///
/// @param house all systems there are
/// @param asked who is asked for terms
/// @param openVocabulary whether terms that come are taken as they are
public record ItemAddition(
    List<RecommenderSystem<?>> house, NewItemTerms asked, boolean openVocabulary) {

  /// @throws IllegalArgumentException when there is nobody to take terms from
  public ItemAddition {
    house = List.copyOf(house);
    if (openVocabulary && asked.equals(NewItemTerms.NOBODY)) {
      throw new IllegalArgumentException(
          "an open vocabulary needs a generator that can be asked: checkpoint or endpoint");
    }
  }

  /// What was added.
  ///
  /// @param items new ones only, in the order of the file
  /// @param known items of the file that the run has already, left as they are
  /// @param guessed ids of items of which no word is known and of which nobody was asked: their
  ///   terms are the run's commonest, and say nothing about them
  /// @param counts by reason in words
  public record Result(
      List<Added> items, int known, Set<String> guessed, SortedMap<String, Long> counts) {}

  /// Reads items in the format of items.jsonl, names the new ones and appends them to
  /// RUN/added-items.jsonl, all or none.
  ///
  /// @throws IOException in one line, when the run is none, the file is broken, or there are too
  ///   few answers
  public Result add(Path run, Path file) throws IOException {
    RunConfig config = Grlm.configOf(house, run);
    return add(run, config.fitted().getFirst(), file);
  }

  /// As [#add(Path, Path)], against a system of this name.
  public Result add(Path run, String system, Path file) throws IOException {
    try (Grlm grlm = Grlm.open(house, run, system);
        ItemNaming naming = ItemNaming.open(grlm)) {
      var _ = grlm.growing(); // a system that cannot says so before anything is read
      Path store = grlm.folder().addedItems();
      List<Added> before = AddedItems.read(store, grlm.identifiers().length());
      Set<String> known = new HashSet<>();
      grlm.catalog().items().forEach(item -> known.add(item.id()));
      before.forEach(added -> known.add(added.item().id()));
      List<Item> read = ItemFile.read(file);
      List<Item> fresh = read.stream().filter(item -> !known.contains(item.id())).toList();
      requireText(file, fresh, config(grlm).textFields());
      var counts = new TreeMap<String, Long>();
      var guessed = new TreeSet<String>();
      List<Added> named = named(grlm, naming, fresh, guessed, counts);
      if (!guessed.isEmpty()) {
        counts.put("items without a known word, whose terms are guesses", (long) guessed.size());
      }
      if (!named.isEmpty()) {
        AddedItems.append(store, before, named);
      }
      return new Result(named, read.size() - fresh.size(), guessed, counts);
    }
  }

  private static RunSettings config(Grlm grlm) {
    return grlm.config().shared();
  }

  /// As the service does: what says nothing cannot be named.
  private static void requireText(Path file, List<Item> items, List<String> textFields)
      throws IOException {
    List<Item> without =
        items.stream().filter(item -> item.textParts(textFields).isEmpty()).toList();
    if (!without.isEmpty()) {
      throw new IOException(
          "%s: the item '%s' has no text that it could be named by (%d of %d new items have none); nothing was added"
              .formatted(file, without.getFirst().id(), without.size(), items.size()));
    }
  }

  private List<Added> named(
      Grlm grlm,
      ItemNaming naming,
      List<Item> items,
      Set<String> guessed,
      SortedMap<String, Long> counts)
      throws IOException {
    List<Nearest> nearest = items.stream().map(naming::nearest).toList();
    var questions = new ArrayList<NewItemTerms.Question>();
    for (int place = 0; place < items.size(); place++) {
      questions.add(question(grlm, items.get(place), nearest.get(place)));
    }
    NewItemTerms.Answers answers =
        asked.ask(questions, grlm.identifiers().length(), grlm.folder().system(grlm.system()));
    counts.putAll(answers.counts());
    var named = new ArrayList<Added>();
    for (int place = 0; place < items.size(); place++) {
      Optional<Identifier> wish = answers.terms().get(place);
      if (wish.isEmpty() && nearest.get(place).items().length == 0) {
        guessed.add(items.get(place).id());
      }
      Identifier identifier =
          openVocabulary && wish.isPresent()
              ? wish.get()
              : naming.name(
                  items.get(place),
                  nearest.get(place),
                  wish.map(Identifier::symbols).orElse(List.of()));
      named.add(new Added(items.get(place), identifier, grlm.spells(identifier)));
    }
    return named;
  }

  private static NewItemTerms.Question question(Grlm grlm, Item item, Nearest nearest) {
    return new NewItemTerms.Question(
        item,
        Arrays.stream(nearest.items()).mapToObj(grlm.catalog()::item).toList(),
        nearest.cosines(),
        Arrays.stream(nearest.items()).mapToObj(grlm.identifiers()::of).toList());
  }
}
