package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/// Context-aware term generation by a language model (arXiv 2601.06798 §3.2): each item is named
/// beside its nearest neighbors. An answer that cannot be used is asked for again, at most as often
/// as the configuration says; what is still without terms then gets those that
/// [dev.grlm.systems.grlm.extract.ExtractiveTermGenerator] would give it, so that no item is ever
/// without a well-formed identifier. As thread-safe and as repeatable as its client.
public final class PromptedTermGenerator implements ItemTokenizer {
  private final TermConfig config;
  private final ChatClient client;
  private final NamingProgress progress;
  private final String language;

  /// Hears how it goes on.
  @FunctionalInterface
  public interface NamingProgress {
    /// @param done items of `total`
    void done(long done, long total);
  }

  /// As [#PromptedTermGenerator(TermConfig, ChatClient, NamingProgress, String)], in the languages
  /// that the texts are in.
  public PromptedTermGenerator(TermConfig config, ChatClient client, NamingProgress progress) {
    this(config, client, progress, Languages.AUTO);
  }

  /// @param client stays open
  /// @param language what the texts are in, where terms are extracted after all
  /// @throws IllegalArgumentException when the configuration names no language model
  public PromptedTermGenerator(
      TermConfig config, ChatClient client, NamingProgress progress, String language) {
    if (config.generator() == TermSource.EXTRACTIVE) {
      throw new IllegalArgumentException("the generator extractive asks nobody");
    }
    this.config = config;
    this.client = client;
    this.progress = progress;
    this.language = language;
  }

  @Override
  public Identifiers tokenize(Catalog catalog, Neighbors neighbors) {
    return generate(catalog, neighbors).identifiers();
  }

  /// As [#tokenize(Catalog, Neighbors)], and says how the terms came about.
  ///
  /// @throws IllegalArgumentException when `neighbors` is about another number of items
  public PromptedTerms generate(Catalog catalog, Neighbors neighbors) {
    return new CatalogNaming(config, client, catalog, neighbors, progress, language).name();
  }

  /// A new item beside items that have names.
  ///
  /// @param neighbors nearest first
  /// @param cosines same length
  /// @param terms of the neighbors, same length
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  public record Beside(Item item, List<Item> neighbors, float[] cosines, List<Identifier> terms) {}

  /// What the model says of new items.
  ///
  /// @param terms one per item; empty where no answer could be used or had
  /// @param left items whose answer is still to be had
  /// @param trouble why, in a few words; empty where none is left
  public record Answers(
      List<Optional<Identifier>> terms,
      long left,
      String trouble,
      SortedMap<String, Long> counts) {}

  /// Asks for the terms of items that are in no catalogue yet.
  public Answers ask(List<Beside> items) {
    var prompt = new TermPrompt(config);
    var asking = new TermAsking(config, client, prompt, items.size());
    List<TermAsking.PromptOutcome> outcomes =
        asking.ask(items.stream().map(item -> prompt.of(item.item(), shown(item))).toList());
    return new Answers(
        outcomes.stream()
            .map(outcome ->
                outcome instanceof TermAsking.PromptOutcome.Named(Identifier terms)
                    ? Optional.of(terms)
                    : Optional.<Identifier>empty())
            .toList(),
        outcomes.stream().filter(outcome -> asking.leaves(outcome)).count(),
        Objects.requireNonNullElse(asking.trouble(), ""),
        asking.counts());
  }

  private List<TermPrompt.Shown> shown(Beside beside) {
    var shown = new ArrayList<TermPrompt.Shown>();
    for (int place = 0; place < beside.neighbors().size(); place++) {
      shown.add(
          new TermPrompt.Shown(
              beside.neighbors().get(place), beside.cosines()[place], beside.terms().get(place)));
    }
    return shown.subList(0, Math.min(config.neighbors(), shown.size()));
  }

  /// The texts that prompts are made from, as far as answers depend on them.
  public static String templates() {
    return TermPrompt.templates();
  }
}
