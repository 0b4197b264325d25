package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.words.Languages;
import java.util.List;

/// What terms of a catalogue's own texts are made with.
public record Extraction(TermVocabulary vocabulary, SlotFilling filling) {
  /// @param language what the texts are in, as [Languages#of(String, List)] reads it
  /// @throws IllegalArgumentException when `neighbors` is about another number of items
  public static Extraction of(
      TermConfig config, Catalog catalog, Neighbors neighbors, String language) {
    if (catalog.size() != neighbors.size()) {
      throw new IllegalArgumentException(
          "neighbors of " + neighbors.size() + " items for a catalogue of " + catalog.size());
    }
    Languages languages = Languages.of(language, catalog.texts(config.textFields()));
    var vocabulary = new TermVocabulary(catalog, config.textFields(), languages);
    var context = new DistinctNeighbors(vocabulary, neighbors, config.neighbors());
    var score = new SlotScore(catalog.size(), config.length());
    return new Extraction(
        vocabulary,
        new SlotFilling(vocabulary, context, score, BrandTerms.of(vocabulary, catalog, languages)));
  }

  /// All but the first item of each collision group with another last term.
  public List<TermDraft> separated(List<TermDraft> drafts, List<String> ids) {
    return new CollisionSeparation(vocabulary, filling).separate(drafts, ids);
  }
}
