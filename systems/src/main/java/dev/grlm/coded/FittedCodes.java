package dev.grlm.coded;

import dev.grlm.codebook.CodeTables;
import dev.grlm.codebook.PrefixTitles;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Coded;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.Preparing;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A fitted model of codes. Codes that no item has lead nowhere.
///
/// @param <C> contexts of the model
final class FittedCodes<C> extends FittedGenerator<C> implements Coded, Preparing {
  private final SearchedCodes codes;
  private final Fit fit;
  private final OpenCodes<C> opened;
  private final IdentifierSearch search;
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
    super(codes, opened.fitted(), search, codes.generator(search, opened.fitted()), fit.curve());
    this.codes = codes;
    this.fit = fit;
    this.opened = opened;
    this.search = search;
    this.late = late;
  }

  @Override
  boolean chosen() {
    return false;
  }

  @Override
  public String books() {
    return late.books();
  }

  @Override
  public Named name(NewItem item) throws IOException {
    return late.naming().name(item);
  }

  @Override
  public FittedSystem grown(Catalog catalog, Identifiers identifiers) {
    SearchedCodes larger = codes.grown(catalog, identifiers);
    return new FittedCodes<>(
        larger, opened.grown(catalog, identifiers), larger.search(search.decoding()), fit, late);
  }

  /// A number says nothing to a person: titles of items that begin with the same codes do.
  @Override
  String text(Identifier begun) {
    return known().text(begun.symbols());
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
}
