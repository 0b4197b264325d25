package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.evaluate.GenerationRates;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.BeamTree;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.Curve;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.FreelyGenerating;
import dev.grlm.system.Growing;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.Row;
import dev.grlm.system.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A fitted model of codes or of words: beams under the trie of the catalogue's identifiers serve
/// people; beams that may spell anything are a second row, and every item scored is a third where
/// the run asks for it.
///
/// @param <C> contexts of the model
abstract class FittedGenerator<C>
    implements FittedSystem, Growing, Explaining, FreelyGenerating, Trained {
  private final SearchedCodes codes;
  private final FittedModel<C> fitted;
  private final IdentifierSearch search;
  private final IdentifierGenerator<C> generator;
  private final GenerativeRecommender beams;
  private final Curve curve;

  /// @param fitted closed with this one
  FittedGenerator(
      SearchedCodes codes,
      FittedModel<C> fitted,
      IdentifierSearch search,
      IdentifierGenerator<C> generator,
      Curve curve) {
    this.codes = codes;
    this.fitted = fitted;
    this.search = search;
    this.generator = generator;
    this.beams = search.constrained(generator, _ -> {});
    this.curve = curve;
  }

  /// Whether the search was chosen on validation.
  abstract boolean chosen();

  /// What the last symbol of an identifier says to a person.
  ///
  /// @param begun its first symbols, at least one
  abstract String text(Identifier begun);

  @Override
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    GenerationRates constrained = rates();
    rows.add(row(search.constrained(generator, constrained), constrained));
    GenerationRates free = rates();
    rows.add(row(search.free(generator, free), free));
    if (search.decoding().exhaustive()) {
      GenerationRates all = rates();
      rows.add(row(search.allScored(generator, all), all));
    }
    return rows;
  }

  private GenerationRates rates() {
    return new GenerationRates(identifiers().lengths());
  }

  private Row row(Recommender recommender, GenerationRates rates) {
    return new Row(recommender, Optional.of(rates), chosen());
  }

  @Override
  public Recommender recommender() {
    return beams;
  }

  @Override
  public Recommender free() {
    return search.free(generator, _ -> {});
  }

  @Override
  public Identifiers identifiers() {
    return codes.identifiers();
  }

  @Override
  public boolean spells(Identifier identifier) {
    return fitted.codec().spells(identifier);
  }

  @Override
  public Explained explain(Query query) {
    if (!beams.canRead(query)) {
      return new Explained(List.of(), List.of());
    }
    var tree = new BeamTree(new Symbols());
    List<Generated> found = generator.traced(query, beams.width(query), tree);
    return new Explained(
        tree.roots(found.stream().map(Generated::grounding).toList()), beams.recommend(query));
  }

  private final class Symbols implements BeamTree.Symbols {
    @Override
    public OptionalInt slot(int[] symbols) {
      return fitted.codec().slot(symbols);
    }

    @Override
    public String text(int[] symbols) {
      return FittedGenerator.this.text(fitted.codec().identifier(symbols));
    }
  }

  /// Whatever makes an item likelier than a draw by lot among all items.
  @Override
  public Reasons reasons(Query query, List<Recommendation> list) {
    double lot = -Math.log(identifiers().size());
    return new Reasons(lot, list.stream().map(one -> reasons(one, lot)).toList());
  }

  private List<Reason> reasons(Recommendation one, double lot) {
    Identifier generated = one.generated();
    return generated == null
        ? List.of()
        : List.of(Reason.ofModel(generator.logProbability(generated, one.score()) - lot));
  }

  @Override
  public Curve curve() {
    return curve;
  }

  @Override
  public void close() {
    fitted.close();
  }
}
