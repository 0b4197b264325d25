package dev.grlm.systems.grlm.model;

import dev.grlm.codec.FittedModel;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ExhaustiveRecommender;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.WholeTrieRecommender;
import dev.grlm.system.DecodingConfig;
import java.util.List;
import java.util.function.Consumer;

/// How a model's Term IDs are searched for and grounded, in validation as in use.
///
/// @param dataset its training positions order what is tied
/// @param batch queries that are decoded together
public record TermSearch(
    Dataset dataset, Identifiers identifiers, DecodingConfig decoding, int batch) {
  /// The row with beams under the trie.
  public static final String ROW = "grlm";

  /// The row whose beams may spell anything.
  public static final String FREE_ROW = "grlm-free";

  /// The row with beams under the trie of the model without what is known beside it.
  public static final String MODEL_ROW = "grlm-model";

  /// The row in which every identifier is scored as the beams of [#ROW] score it.
  public static final String EXHAUSTIVE_ROW = "grlm-exhaustive";

  public <C> IdentifierGenerator<C> generator(FittedModel<C> fitted) {
    return new IdentifierGenerator<>(
        fitted.model(), fitted.codec(), identifiers, decoding.grounder(dataset, identifiers));
  }

  /// As `known`, by contexts that say more; the model is the same one.
  public static <C> IdentifierGenerator<C> told(
      IdentifierGenerator<?> known, FittedModel<C> fitted) {
    return known.told(fitted.model(), fitted.codec());
  }

  /// @param listener hears the generated identifiers of every query; called by any thread
  public GenerativeRecommender constrained(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return underTrie(ROW, generator, listener);
  }

  /// As [#constrained], a row of its own.
  public GenerativeRecommender modelAlone(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return underTrie(MODEL_ROW, generator, listener);
  }

  /// As [#constrained], all identifiers at once, for a model whose probability of one is the share
  /// of its items in a softmax over the catalogue.
  ///
  /// @param scorer of the items, natural logarithms but for a constant
  public Recommender exhaustive(
      IdentifierGenerator<?> generator,
      Scorer scorer,
      boolean repeats,
      Consumer<List<Generated>> listener) {
    return new ExhaustiveRecommender(constrained(generator, listener), generator, scorer, repeats);
  }

  /// What the beams of [#constrained] approximate: every identifier scored, as many at once as a
  /// batch of beams has rows.
  public Recommender allScored(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    GenerativeRecommender row = underTrie(EXHAUSTIVE_ROW, generator, listener);
    return new WholeTrieRecommender(row, generator, decoding.beams() * batch);
  }

  /// As [#exhaustive], a row of its own.
  public Recommender allRanked(
      IdentifierGenerator<?> generator,
      Scorer scorer,
      boolean repeats,
      Consumer<List<Generated>> listener) {
    GenerativeRecommender row = underTrie(EXHAUSTIVE_ROW, generator, listener);
    return new ExhaustiveRecommender(row, generator, scorer, repeats);
  }

  private GenerativeRecommender underTrie(
      String row, IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        row, generator, Mode.CONSTRAINED, decoding.beams(), batch, listener);
  }

  /// As [#constrained], without the trie.
  public GenerativeRecommender free(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        FREE_ROW, generator, Mode.FREE, decoding.freeBeams(), batch, listener);
  }
}
