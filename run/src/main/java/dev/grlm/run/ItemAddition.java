package dev.grlm.run;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Item;
import dev.grlm.data.ItemFile;
import dev.grlm.identifier.Identifier;
import dev.grlm.run.AddedItems.Added;
import dev.grlm.run.ItemNaming.Nearest;
import dev.grlm.systems.grlm.extract.TermConfig;
import dev.grlm.systems.grlm.extract.TermSource;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator.Answers;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator.Beside;
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

/// Names new items against a fitted run, without touching what it has: neither model nor
/// identifiers change, and [Grlm#open] recommends the items at once.
public final class ItemAddition {
  private final TermConfig terms;
  private final GrlmConfig config;
  private final ChatClients clients;
  private final boolean openVocabulary;

  /// @param config of the run, perhaps with another generator of terms
  /// @param clients open the language model, where one names the items
  /// @param openVocabulary whether a language model's terms are taken as they are
  /// @throws IllegalArgumentException when there is no language model to take them from
  public ItemAddition(GrlmConfig config, ChatClients clients, boolean openVocabulary) {
    this.config = config;
    this.terms = config.terms().withTextFields(config.textFields());
    this.clients = clients;
    this.openVocabulary = openVocabulary;
    if (openVocabulary && terms.generator() == TermSource.EXTRACTIVE) {
      throw new IllegalArgumentException(
          "an open vocabulary needs a generator that can be asked: checkpoint or endpoint");
    }
  }

  /// What was added.
  ///
  /// @param items new ones only, in the order of the file
  /// @param known items of the file that the run has already, left as they are
  /// @param counts by reason in words
  public record Result(List<Added> items, int known, SortedMap<String, Long> counts) {}

  /// Reads items in the format of items.jsonl, names the new ones and appends them to
  /// RUN/added-items.jsonl, all or none.
  ///
  /// @throws IOException in one line, when the run is none, the file is broken, or the language
  ///   model left items without an answer
  public Result add(Path run, Path file) throws IOException {
    try (Grlm grlm = Grlm.open(run);
        ItemNaming naming = ItemNaming.open(grlm)) {
      Path store = grlm.folder().addedItems();
      List<Added> before = AddedItems.read(store, grlm.identifiers().length());
      Set<String> known = new HashSet<>();
      grlm.catalog().items().forEach(item -> known.add(item.id()));
      before.forEach(added -> known.add(added.item().id()));
      List<Item> read = ItemFile.read(file);
      List<Item> fresh = read.stream().filter(item -> !known.contains(item.id())).toList();
      var counts = new TreeMap<String, Long>();
      List<Added> named = named(grlm, naming, fresh, counts);
      if (!named.isEmpty()) {
        AddedItems.append(store, before, named);
      }
      return new Result(named, read.size() - fresh.size(), counts);
    }
  }

  private List<Added> named(
      Grlm grlm, ItemNaming naming, List<Item> items, SortedMap<String, Long> counts)
      throws IOException {
    List<Nearest> nearest = items.stream().map(naming::nearest).toList();
    List<Optional<Identifier>> asked =
        terms.generator() == TermSource.EXTRACTIVE || items.isEmpty()
            ? items.stream().map(_ -> Optional.<Identifier>empty()).toList()
            : asked(grlm, items, nearest, counts);
    var named = new ArrayList<Added>();
    for (int place = 0; place < items.size(); place++) {
      Optional<Identifier> wish = asked.get(place);
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

  private List<Optional<Identifier>> asked(
      Grlm grlm, List<Item> items, List<Nearest> nearest, SortedMap<String, Long> counts)
      throws IOException {
    TermConfig asking = terms.withLength(grlm.identifiers().length());
    var beside = new ArrayList<Beside>();
    for (int place = 0; place < items.size(); place++) {
      Nearest found = nearest.get(place).first(asking.neighbors());
      beside.add(
          new Beside(
              items.get(place),
              Arrays.stream(found.items()).mapToObj(grlm.catalog()::item).toList(),
              found.cosines(),
              Arrays.stream(found.items()).mapToObj(grlm.identifiers()::of).toList()));
    }
    Answers answers;
    try (ChatClient client = clients.open(asking, config, grlm.folder().answers())) {
      answers = new PromptedTermGenerator(asking, client, (_, _) -> {}).ask(beside);
    }
    counts.putAll(answers.counts());
    if (answers.left() > 0 && !asking.prompted().fallback()) {
      throw new IOException(
          "terms: %d of %d new items are left without an answer: %s; nothing was added, the same command goes on from here, and --fallback ends with terms of the run"
              .formatted(answers.left(), items.size(), answers.trouble()));
    }
    return answers.terms();
  }
}
