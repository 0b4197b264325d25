package dev.grlm.coded;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.Identifying;
import java.util.List;
import java.util.Set;

/// A fitted model of the words that name items. What it says freely is grounded as Term IDs are:
/// words that an item has some of say something of it.
///
/// @param <C> contexts of the model
final class FittedWords<C> extends FittedGenerator<C> implements Identifying {
  private final SearchedCodes words;
  private final OpenCodes<C> opened;
  private final IdentifierSearch search;
  private final Fit fit;

  /// What was fitted, whatever came later.
  ///
  /// @param known words of each slot of the model
  /// @param books tells the words of this fit from those of others, which are made anew
  /// @param chosen whether the search was chosen on validation
  record Fit(
      WordNaming naming, List<Set<String>> known, String books, Curve curve, boolean chosen) {
    Fit {
      known = List.copyOf(known);
    }
  }

  /// @param opened closed with this one
  FittedWords(SearchedCodes words, OpenCodes<C> opened, IdentifierSearch search, Fit fit) {
    super(words, opened.fitted(), search, words.grounded(search, opened.fitted()), fit.curve());
    this.words = words;
    this.opened = opened;
    this.search = search;
    this.fit = fit;
  }

  @Override
  boolean chosen() {
    return fit.chosen();
  }

  @Override
  public Identifiers identifiers() {
    return words.identifiers();
  }

  @Override
  public String books() {
    return fit.books();
  }

  @Override
  public Named name(NewItem item) {
    return fit.naming().name(item, new WordNaming.Known(fit.known(), this::spells));
  }

  @Override
  public FittedSystem grown(Catalog catalog, Identifiers identifiers) {
    SearchedCodes larger = words.grown(catalog, identifiers);
    return new FittedWords<>(
        larger, opened.grown(identifiers), larger.search(search.decoding()), fit);
  }

  @Override
  String text(Identifier begun) {
    return begun.symbol(begun.length() - 1);
  }
}
