package dev.grlm.coded;

import dev.grlm.codebook.CodeTables;
import dev.grlm.codebook.PrefixTitles;
import dev.grlm.codec.FittedModel;
import dev.grlm.data.Catalog;
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
import dev.grlm.system.Coded;
import dev.grlm.system.Curve;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.FreelyGenerating;
import dev.grlm.system.Growing;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.Preparing;
import dev.grlm.system.Row;
import dev.grlm.system.Trained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A fitted model of codes: beams under the trie of the catalogue's codes serve people; beams that
/// may spell any codes are a second row, and every item scored is a third where the run asks for
/// it.
///
/// @param <C> contexts of the model
final class FittedCodes<C>
    implements FittedSystem, Coded, Growing, Preparing, Explaining, FreelyGenerating, Trained {
  private final SearchedCodes codes;
  private final Fit fit;
  private final OpenCodes<C> opened;
  private final FittedModel<C> fitted;
  private final IdentifierSearch search;
  private final IdentifierGenerator<C> generator;
  private final GenerativeRecommender beams;
  private final Late late;
  private volatile @Nullable PrefixTitles titles;

  /// What was fitted, whatever came later.
  record Fit(Coded coded, Curve curve) {}

  /// What becomes of items that come after the fit.
  ///
  /// @param naming shared by all that grew out of one fit
  /// @param books tells the codes of this fit from those of others
  record Late(CodeNaming naming, String books) {}

  /// @param opened closed with this one
  FittedCodes(
      SearchedCodes codes, OpenCodes<C> opened, IdentifierSearch search, Fit fit, Late late) {
    this.codes = codes;
    this.fit = fit;
    this.opened = opened;
    this.fitted = opened.fitted();
    this.search = search;
    this.late = late;
    this.generator = codes.generator(search, fitted);
    this.beams = search.constrained(generator, _ -> {});
  }

  @Override
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    GenerationRates constrained = rates();
    rows.add(new Row(search.constrained(generator, constrained), Optional.of(constrained)));
    GenerationRates free = rates();
    rows.add(new Row(search.free(generator, free), Optional.of(free)));
    if (search.decoding().exhaustive()) {
      GenerationRates all = rates();
      rows.add(new Row(search.allScored(generator, all), Optional.of(all)));
    }
    return rows;
  }

  private GenerationRates rates() {
    return new GenerationRates(codes.identifiers().length());
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
  public String books() {
    return late.books();
  }

  @Override
  public boolean spells(Identifier identifier) {
    return fitted.codec().spells(identifier);
  }

  @Override
  public Named name(NewItem item) throws IOException {
    return late.naming().name(item);
  }

  @Override
  public FittedSystem grown(Catalog catalog, Identifiers identifiers) {
    SearchedCodes larger = codes.grown(catalog, identifiers);
    return new FittedCodes<>(
        larger, opened.grown(identifiers), larger.search(search.decoding()), fit, late);
  }

  @Override
  public Explained explain(Query query) {
    if (!beams.canRead(query)) {
      return new Explained(List.of(), List.of());
    }
    var tree = new BeamTree(new TitledCodes());
    List<Generated> found = generator.traced(query, beams.width(query), tree);
    return new Explained(
        tree.roots(found.stream().map(Generated::grounding).toList()), beams.recommend(query));
  }

  /// Whatever makes an item likelier than a draw by lot among all items.
  @Override
  public Reasons reasons(Query query, List<Recommendation> list) {
    double lot = -Math.log(codes.identifiers().size());
    return new Reasons(
        lot,
        list.stream()
            .map(one ->
                one.generated() == null
                    ? List.<Reason>of()
                    : List.of(Reason.ofModel(one.score() - lot)))
            .toList());
  }

  /// A number says nothing to a person: titles of items that begin with the same codes do.
  private final class TitledCodes implements BeamTree.Symbols {
    @Override
    public OptionalInt slot(int[] symbols) {
      return fitted.codec().slot(symbols);
    }

    @Override
    public String text(int[] symbols) {
      return known().text(fitted.codec().identifier(symbols).symbols());
    }
  }

  /// The titles of all beginnings, which the first explanation needs.
  @Override
  public void prepare() {
    var _ = known();
  }

  private PrefixTitles known() {
    PrefixTitles made = titles;
    if (made == null) { // several threads may make the same table once each
      made = codes.titles();
      titles = made;
    }
    return made;
  }

  @Override
  public CodeTables codes() throws IOException {
    return fit.coded().codes();
  }

  @Override
  public Curve curve() {
    return fit.curve();
  }

  @Override
  public void close() {
    fitted.close();
  }
}
