package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.data.ItemFile;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.run.AddedItems.Added;
import dev.grlm.run.AddedItems.Name;
import dev.grlm.run.ItemNaming.Nearest;
import dev.grlm.system.Growing;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Names new items against a fitted run, by each of its systems that can, without touching what it
/// has: neither models nor identifiers change, and [Grlm#open] recommends the items at once,
/// whichever of the systems answers.
///
/// @param house all systems there are
/// @param asked who is asked for terms, for a system whose identifiers are words
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
  /// @param guessed by system, ids of items of which no word is known and of which nobody told it
  ///   anything: its identifiers say nothing about them
  /// @param counts by reason in words
  public record Result(
      List<Added> items,
      int known,
      Map<String, Set<String>> guessed,
      SortedMap<String, Long> counts) {
    /// Whether what a system calls an item says nothing about it.
    public boolean guessed(String item, String system) {
      return guessed.getOrDefault(system, Set.of()).contains(item);
    }
  }

  /// New items on their way.
  ///
  /// @param names of each item, by system
  /// @param guessed see [Result]
  private record Fresh(
      List<Item> items,
      List<Nearest> nearest,
      List<SequencedMap<String, Name>> names,
      SortedMap<String, Set<String>> guessed,
      SortedMap<String, Long> counts) {}

  /// Reads items in the format of items.jsonl, has the new ones named by every system of the run
  /// that can, and appends them to RUN/added-items.jsonl, all or none. A system that is not fitted
  /// to its end names them when it is opened after it was.
  ///
  /// @throws dev.grlm.system.CannotException when no system of the run can take new items
  /// @throws IOException in one line, when the run is none, the file is broken, or there are too
  ///   few answers
  public Result add(Path run, Path file) throws IOException {
    RunStages stages = stages(run);
    NamingSystems all = NamingSystems.of(stages);
    for (int place = 0; place < all.ready().size(); place++) {
      try (Grlm grlm = Grlm.open(stages, all.ready().get(place))) {
        if (grlm.grows()) {
          List<String> rest = all.ready().subList(place + 1, all.ready().size());
          return add(stages, grlm, all.withReady(rest), file);
        }
      }
    }
    List<String> whoSaysWhy =
        all.unfinished().isEmpty() ? stages.config().fitted() : all.unfinished();
    return add(stages, whoSaysWhy.getFirst(), file);
  }

  /// One for all systems, so that what they share is read and checked once.
  private RunStages stages(Path run) throws IOException {
    return new RunStages(new RunFolder(run), Grlm.configOf(house, run), RunListener.silent());
  }

  /// As [#add(Path, Path)]; this system must be one that can, and stands first.
  public Result add(Path run, String system, Path file) throws IOException {
    return add(stages(run), system, file);
  }

  private Result add(RunStages stages, String system, Path file) throws IOException {
    try (Grlm grlm = Grlm.open(stages, system)) {
      var _ = grlm.growing(); // a system that cannot says so before anything is read
      return add(stages, grlm, NamingSystems.of(stages).without(system), file);
    }
  }

  private Result add(RunStages stages, Grlm first, NamingSystems others, Path file)
      throws IOException {
    requireWords(first, others);
    Path store = first.folder().addedItems();
    var reader =
        new AddedItems.Reader(first.system(), first.identifiers().lengths(), first.books());
    List<Added> before = AddedItems.read(store, reader);
    Set<String> known = new HashSet<>();
    first.catalog().items().forEach(item -> known.add(item.id()));
    before.forEach(added -> known.add(added.item().id()));
    List<Item> read = ItemFile.read(file);
    List<Item> fresh = read.stream().filter(item -> !known.contains(item.id())).toList();
    if (fresh.isEmpty()) {
      return new Result(List.of(), read.size(), Map.of(), new TreeMap<>());
    }
    requireText(file, fresh, first.config().shared().textFields());
    Fresh named = named(stages, first, others.ready(), fresh);
    count(named, others.unfinished());
    var added = new ArrayList<Added>();
    for (int place = 0; place < fresh.size(); place++) {
      added.add(new Added(fresh.get(place), named.names().get(place)));
    }
    AddedItems.append(store, before, added);
    return new Result(added, read.size() - fresh.size(), named.guessed(), named.counts());
  }

  private static void count(Fresh named, List<String> unfinished) {
    long guessed = named.guessed().values().stream().flatMap(Set::stream).distinct().count();
    if (guessed > 0) {
      named.counts().put("items without a known word, whose identifiers are guesses", guessed);
    }
    if (!unfinished.isEmpty()) {
      String who = String.join(", ", unfinished);
      named
          .counts()
          .put(
              "systems that name them once they are fitted to their end (" + who + ")",
              (long) unfinished.size());
    }
  }

  /// Who is to be asked for terms is asked for those of somebody.
  private void requireWords(Grlm first, NamingSystems others) throws IOException {
    if (asked.equals(NewItemTerms.NOBODY)) {
      return;
    }
    var folder = first.folder();
    boolean words =
        Stream.concat(Stream.of(first.system()), others.ready().stream())
            .anyMatch(system -> Files.exists(folder.identifiers(system)));
    if (!words) {
      throw new IOException(
          "%s: no fitted system of the run has terms, so that nobody is to be asked for some; leave the generator of terms out"
              .formatted(folder.root()));
    }
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

  private Fresh named(RunStages stages, Grlm first, List<String> others, List<Item> items)
      throws IOException {
    List<Nearest> nearest;
    try (ItemNaming naming = ItemNaming.open(first)) {
      nearest = items.stream().map(naming::nearest).toList();
    }
    var names = new ArrayList<SequencedMap<String, Name>>();
    items.forEach(_ -> names.add(new LinkedHashMap<>()));
    var fresh = new Fresh(items, nearest, names, new TreeMap<>(), new TreeMap<>());
    name(first, fresh);
    for (String other : others) {
      try (Grlm grlm = Grlm.open(stages, other)) {
        if (grlm.grows()) {
          name(grlm, fresh);
        }
      }
    }
    return fresh;
  }

  /// By one system.
  private void name(Grlm grlm, Fresh fresh) throws IOException {
    List<Optional<Identifier>> wishes = wishes(grlm, fresh);
    Growing system = grlm.growing();
    Set<Identifier> taken = new HashSet<>(grlm.identifiers().all());
    for (int place = 0; place < fresh.items().size(); place++) {
      Item item = fresh.items().get(place);
      Nearest nearest = fresh.nearest().get(place);
      Optional<Identifier> wish = wishes.get(place);
      if (nearest.items().length == 0 && wish.isEmpty()) {
        fresh.guessed().computeIfAbsent(grlm.system(), _ -> new TreeSet<>()).add(item.id());
      }
      Identifier identifier;
      if (openVocabulary && wish.isPresent()) {
        identifier = wish.get();
      } else {
        List<String> wished = wish.map(Identifier::symbols).orElse(List.of());
        Growing.Named named = ItemNaming.name(system, item, nearest, wished, taken::contains);
        identifier = named.identifier();
        if (!named.note().isEmpty()) {
          fresh.counts().merge(grlm.system() + ": " + named.note(), 1L, Long::sum);
        }
      }
      taken.add(identifier);
      fresh
          .names()
          .get(place)
          .put(grlm.system(), new Name(identifier, system.spells(identifier), system.books()));
    }
  }

  /// Terms are asked for where identifiers are made of some.
  private List<Optional<Identifier>> wishes(Grlm grlm, Fresh fresh) throws IOException {
    if (!grlm.books().isEmpty()) {
      return fresh.items().stream().map(_ -> Optional.<Identifier>empty()).toList();
    }
    var questions = new ArrayList<NewItemTerms.Question>();
    for (int place = 0; place < fresh.items().size(); place++) {
      questions.add(question(grlm, fresh.items().get(place), fresh.nearest().get(place)));
    }
    NewItemTerms.Answers answers =
        asked.ask(questions, grlm.identifiers().length(), grlm.folder().system(grlm.system()));
    fresh.counts().putAll(answers.counts());
    return answers.terms();
  }

  private static NewItemTerms.Question question(Grlm grlm, Item item, Nearest nearest) {
    return new NewItemTerms.Question(
        item,
        Arrays.stream(nearest.items()).mapToObj(grlm.catalog()::item).toList(),
        nearest.cosines(),
        Arrays.stream(nearest.items()).mapToObj(grlm.identifiers()::of).toList());
  }
}
