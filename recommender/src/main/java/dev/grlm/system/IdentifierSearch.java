package dev.grlm.system;

import dev.grlm.codec.FittedModel;
import dev.grlm.data.Dataset;
import dev.grlm.decode.Among;
import dev.grlm.ground.Grounder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ExhaustiveRecommender;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.GroupShares;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.WholeTrieRecommender;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a model's identifiers are searched for and grounded, in validation as in use.
///
/// @param row name of the row with beams under the trie, with which the others' names begin
/// @param dataset its training positions order what is tied
/// @param batch queries that are decoded together
public record IdentifierSearch(
    String row, Dataset dataset, Identifiers identifiers, DecodingConfig decoding, int batch) {
  private static final String FREE = "-free";
  private static final String MODEL = "-model";
  private static final String EXHAUSTIVE = "-exhaustive";

  /// What is generated is grounded as the settings say.
  public <C> IdentifierGenerator<C> generator(FittedModel<C> fitted) {
    return generator(fitted, decoding.grounder(dataset, identifiers));
  }

  public <C> IdentifierGenerator<C> generator(FittedModel<C> fitted, Grounder grounder) {
    return generator(fitted, grounder, Among.BRANCHES);
  }

  /// @param among which symbols one has its probability under the trie
  public <C> IdentifierGenerator<C> generator(
      FittedModel<C> fitted, Grounder grounder, Among among) {
    return generator(fitted, grounder, among, 0);
  }

  /// @param among which symbols one has its probability under the trie
  /// @param lengthExponent α of log-probability / length^α
  public <C> IdentifierGenerator<C> generator(
      FittedModel<C> fitted, Grounder grounder, Among among, double lengthExponent) {
    return new IdentifierGenerator<>(
        fitted.model(), fitted.codec(), identifiers, grounder, among, lengthExponent);
  }

  /// As `known`, by contexts that say more; the model is the same one.
  public static <C> IdentifierGenerator<C> told(
      IdentifierGenerator<?> known, FittedModel<C> fitted) {
    return known.told(fitted.model(), fitted.codec());
  }

  /// As `generator`, items that share an identifier told apart by a model that scores items.
  ///
  /// @param scorer by whose softmax identifiers are generated; empty where the model has none
  /// @param repeats whether items of the history have a share in it
  public static IdentifierGenerator<?> parted(
      IdentifierGenerator<?> generator, Optional<Scorer> scorer, boolean repeats) {
    return scorer.isPresent()
        ? generator.parted(new GroupShares(scorer.get(), repeats))
        : generator;
  }

  /// @param listener hears the generated identifiers of every query; called by any thread
  public GenerativeRecommender constrained(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return underTrie(row, generator, listener);
  }

  /// As [#constrained], a row of its own: the model without what is known beside it.
  public GenerativeRecommender modelAlone(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return underTrie(row + MODEL, generator, listener);
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
    GenerativeRecommender beams = underTrie(row + EXHAUSTIVE, generator, listener);
    return new WholeTrieRecommender(beams, generator, decoding.beams() * batch);
  }

  /// As [#exhaustive], a row of its own.
  public Recommender allRanked(
      IdentifierGenerator<?> generator,
      Scorer scorer,
      boolean repeats,
      Consumer<List<Generated>> listener) {
    GenerativeRecommender beams = underTrie(row + EXHAUSTIVE, generator, listener);
    return new ExhaustiveRecommender(beams, generator, scorer, repeats);
  }

  private GenerativeRecommender underTrie(
      String name, IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        name, generator, Mode.CONSTRAINED, decoding.beams(), batch, listener);
  }

  /// As [#constrained], without the trie: beams may spell anything.
  public GenerativeRecommender free(
      IdentifierGenerator<?> generator, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        row + FREE, generator, Mode.FREE, decoding.freeBeams(), batch, listener);
  }
}
