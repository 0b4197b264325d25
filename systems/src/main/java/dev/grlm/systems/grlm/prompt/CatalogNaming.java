package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.extract.Extraction;
import dev.grlm.systems.grlm.extract.TermDraft;
import dev.grlm.systems.grlm.extract.TermDraft.Origin;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.prompt.TermAsking.PromptOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One naming of a catalogue by a language model. For one thread, once.
final class CatalogNaming {
  /// Prompts that are made at a time: enough for every call in flight, few enough to be held.
  private static final int BATCH = 512;

  /// How often items that share an identifier are asked about.
  private static final int CLASH_ROUNDS = 2;

  private final TermConfig config;
  private final Catalog catalog;
  private final Neighbors neighbors;
  private final PromptedTermGenerator.NamingProgress progress;
  private final String language;
  private final TermPrompt prompt;
  private final TermAsking asking;
  private final List<@Nullable Identifier> named;

  /// What prompts may show: the names of earlier waves.
  private final List<@Nullable Identifier> shown;

  private final BitSet sawNamed = new BitSet();
  private final BitSet left = new BitSet();
  private final BitSet failed = new BitSet();
  private @Nullable Extraction extraction;
  private long done;

  CatalogNaming(
      TermConfig config,
      ChatClient client,
      Catalog catalog,
      Neighbors neighbors,
      PromptedTermGenerator.NamingProgress progress,
      String language) {
    if (catalog.size() != neighbors.size()) {
      throw new IllegalArgumentException(
          "neighbors of " + neighbors.size() + " items for a catalogue of " + catalog.size());
    }
    this.config = config;
    this.catalog = catalog;
    this.neighbors = neighbors;
    this.progress = progress;
    this.language = language;
    this.prompt = new TermPrompt(config);
    this.asking = new TermAsking(config, client, prompt, catalog.size());
    this.named = new ArrayList<>(Collections.nCopies(catalog.size(), null));
    this.shown = new ArrayList<>(Collections.nCopies(catalog.size(), null));
  }

  PromptedTerms name() {
    List<int[]> waves =
        config.prompted().propagate()
            ? NamingOrder.waves(neighbors, config.neighbors())
            : List.of(IntStream.range(0, catalog.size()).toArray());
    for (int[] wave : waves) {
      for (int from = 0; from < wave.length; from += BATCH) {
        ask(Arrays.copyOfRange(wave, from, Math.min(wave.length, from + BATCH)));
      }
      if (config.prompted().propagate()) {
        Arrays.stream(wave).forEach(item -> shown.set(item, named.get(item)));
      }
    }
    if (asking.trouble() != null) {
      left.or(failed); // the first of those that nobody answers are no others than the last
    }
    asking.count("items named by the model", named.stream().filter(Objects::nonNull).count());
    asking.count("items that saw a named neighbor", sawNamed.cardinality());
    fillIn();
    List<Identifier> all = apart(named.stream().map(Objects::requireNonNull).toList());
    asking.count("items left without an answer", left.cardinality());
    return new PromptedTerms(
        new Identifiers(all),
        left.cardinality(),
        Objects.requireNonNullElse(asking.trouble(), ""),
        sawNamed.cardinality(),
        asking.counts());
  }

  private void ask(int[] items) {
    List<PromptOutcome> outcomes = asking.ask(Arrays.stream(items).mapToObj(this::prompt).toList());
    for (int place = 0; place < items.length; place++) {
      switch (outcomes.get(place)) {
        case PromptOutcome.Named(Identifier terms) -> named.set(items[place], terms);
        case PromptOutcome.Unusable _ -> asking.count("items without a usable answer", 1);
        case PromptOutcome.Failed _ -> {
          asking.count("items whose calls failed", 1);
          failed.set(items[place]);
        }
        case PromptOutcome.Left _ -> left.set(items[place]);
      }
    }
    done += items.length;
    progress.done(done, catalog.size());
  }

  private String prompt(int item) {
    int[] nearest = neighbors.items()[item];
    var beside = new ArrayList<TermPrompt.Shown>();
    for (int place = 0; place < Math.min(config.neighbors(), nearest.length); place++) {
      Identifier terms = shown.get(nearest[place]);
      if (terms != null) {
        sawNamed.set(item);
      }
      beside.add(
          new TermPrompt.Shown(
              catalog.item(nearest[place]), neighbors.cosines()[item][place], terms));
    }
    return prompt.of(catalog.item(item), beside);
  }

  /// Extracted terms for whatever has none.
  private void fillIn() {
    for (int item = 0; item < catalog.size(); item++) {
      if (named.get(item) == null) {
        TermDraft draft = extraction().filling().draft(item, catalog.item(item).id());
        named.set(item, new Identifier(draft.terms()));
        asking.count("items with extracted terms", 1);
      }
    }
  }

  private Extraction extraction() {
    Extraction made = extraction;
    if (made == null) {
      made = Extraction.of(config, catalog, neighbors, language);
      extraction = made;
    }
    return made;
  }

  private List<Identifier> apart(List<Identifier> all) {
    return switch (config.collisions()) {
      case KEEP -> all;
      case SEPARATE -> separated(all);
      case ASK -> askedApart(new ArrayList<>(all));
    };
  }

  private List<Identifier> separated(List<Identifier> all) {
    List<String> ids = catalog.items().stream().map(Item::id).toList();
    List<TermDraft> drafts =
        all.stream()
            .map(Identifier::symbols)
            .map(terms -> new TermDraft(terms, Collections.nCopies(terms.size(), Origin.TEXT)))
            .toList();
    List<Identifier> separated =
        extraction().separated(drafts, ids).stream()
            .map(draft -> new Identifier(draft.terms()))
            .toList();
    asking.count(
        "items told apart by a term of their text",
        IntStream.range(0, ids.size())
            .filter(item -> !separated.get(item).equals(all.get(item)))
            .count());
    return separated;
  }

  /// The first item of a group keeps its terms; an answer that clashes, too, is asked about once
  /// more, then the item keeps what it has.
  private List<Identifier> askedApart(List<Identifier> all) {
    var tried = new HashMap<Integer, Identifier>();
    for (int round = 0; round < CLASH_ROUNDS; round++) {
      Map<Identifier, List<Integer>> groups = new HashMap<>(new Identifiers(all).groups());
      int[] clashing =
          IntStream.range(0, all.size())
              .filter(item -> groups.getOrDefault(all.get(item), List.of()).getFirst() != item)
              .filter(item -> !left.get(item))
              .toArray();
      for (int from = 0; from < clashing.length; from += BATCH) {
        int[] batch = Arrays.copyOfRange(clashing, from, Math.min(clashing.length, from + BATCH));
        askApart(batch, all, groups, tried);
      }
    }
    return all;
  }

  /// @param tried the last clashing answer by item
  private void askApart(
      int[] items,
      List<Identifier> all,
      Map<Identifier, List<Integer>> groups,
      Map<Integer, Identifier> tried) {
    List<String> prompts =
        Arrays.stream(items)
            .mapToObj(item -> {
              Identifier terms = tried.getOrDefault(item, all.get(item));
              int first = groups.getOrDefault(terms, List.of(item)).getFirst();
              return prompt.apart(prompt(item), terms, List.of(catalog.item(first)));
            })
            .toList();
    List<PromptOutcome> outcomes = asking.ask(prompts);
    for (int place = 0; place < items.length; place++) {
      PromptOutcome outcome = outcomes.get(place);
      asking.count("clashes asked about", 1);
      if (outcome instanceof PromptOutcome.Left) {
        left.set(items[place]);
      }
      // In catalogue order, so that it does not matter which answer was there first.
      if (outcome instanceof PromptOutcome.Named(Identifier terms)) {
        if (groups.putIfAbsent(terms, List.of(items[place])) == null) {
          all.set(items[place], terms);
          asking.count("clashes told apart", 1);
        } else {
          tried.put(items[place], terms);
        }
      }
    }
  }
}
