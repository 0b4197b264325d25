package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.CollisionPolicy;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.words.Languages;
import java.util.List;

/// Names items with words of their own text, seen beside their neighbors: context-aware term
/// generation (arXiv 2601.06798) without a language model. Immutable and thread-safe.
///
/// Slots are filled from the first to the last with the best remaining term of the text (see
/// [SlotScore]); those after the first are then put in order of falling frequency. A slot for which
/// the text has nothing left takes the nearest neighbor's term of that slot. Items with the same
/// words get the same identifier, unless collisions are separated; for others that would share one,
/// [LastTerms] looks for another last term. Equal input gives equal output.
public final class ExtractiveTermGenerator implements ItemTokenizer {
  private final TermConfig config;
  private final String language;

  /// In the languages that the texts are in.
  public ExtractiveTermGenerator(TermConfig config) {
    this(config, Languages.AUTO);
  }

  /// @param language what the texts are in, as [Languages#of(String, List)] reads it
  public ExtractiveTermGenerator(TermConfig config, String language) {
    this.config = config;
    this.language = language;
  }

  @Override
  public Identifiers tokenize(Catalog catalog, Neighbors neighbors) {
    return generate(catalog, neighbors).identifiers();
  }

  /// As [#tokenize(Catalog, Neighbors)], and says where the terms come from.
  ///
  /// @throws IllegalArgumentException when `neighbors` is about another number of items
  public GeneratedTerms generate(Catalog catalog, Neighbors neighbors) {
    var extraction = Extraction.of(config, catalog, neighbors, language);
    List<String> ids = catalog.items().stream().map(Item::id).toList();
    List<TermDraft> drafts = extraction.filling().drafts(ids);
    if (config.collisions() == CollisionPolicy.SEPARATE) {
      drafts = extraction.separated(drafts, ids);
    }
    return TermDraft.generated(drafts);
  }
}
