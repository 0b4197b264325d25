package dev.grlm.demo;

import dev.grlm.demo.Area.ProductType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes titles and descriptions of products.
final class ProductText {
  private static final double AUDIENCE_IN_TITLE = 0.6;
  private static final double ABOUT_SENTENCE = 0.9;
  private static final double FEATURE_SENTENCE = 0.8;
  private static final double TRAIT_SENTENCE = 0.7;

  private final ShopWords.Sentences sentences;

  ProductText(ShopWords.Sentences sentences) {
    this.sentences = sentences;
  }

  /// For example `Oldmill Lento Dual Boiler Espresso Machine, Walnut, for Families`. `pack` may be
  /// empty.
  String title(ProductType type, Product product, String pack, Chance chance) {
    var title = new StringBuilder(product.series().isEmpty() ? product.brand() : product.series());
    boolean tasteFirst = chance.happens(0.3) && !product.taste().isEmpty();
    if (tasteFirst) {
      title.append(' ').append(product.taste());
    }
    title.append(' ').append(product.feature()).append(' ').append(type.name());
    if (!tasteFirst && !product.taste().isEmpty()) {
      title.append(", ").append(product.taste());
    }
    if (!product.audience().isEmpty() && chance.happens(AUDIENCE_IN_TITLE)) {
      title.append(' ').append(product.audience());
    }
    if (!pack.isEmpty()) {
      title.append(", ").append(pack);
    }
    return title.toString();
  }

  /// One to three sentences: what the type is for, what the feature does, and one further trait.
  String description(ProductType type, Product product, Chance chance) {
    var parts = new ArrayList<String>();
    if (chance.happens(ABOUT_SENTENCE)) {
      parts.add(type.about());
    }
    if (parts.isEmpty() || chance.happens(FEATURE_SENTENCE)) {
      parts.add(
          chance
              .of(sentences.feature())
              .replace("{feature}", lower(product.feature()))
              .replace("{effect}", type.features().getOrDefault(product.feature(), "")));
    }
    if (chance.happens(TRAIT_SENTENCE)) {
      parts.add(chance.of(traits(type, product, chance)));
    }
    return String.join(" ", parts);
  }

  private List<String> traits(ProductType type, Product product, Chance chance) {
    var traits = new ArrayList<String>();
    traits.add(chance.of(sentences.level().get(product.level() - 1)));
    if (!product.series().isEmpty()) {
      traits.add(
          chance
              .of(sentences.series())
              .replace("{brand} {series}", product.series())
              .replace("{series}", product.series()));
    }
    if (!product.taste().isEmpty()) {
      String kind = type.palette();
      traits.add(
          chance
              .of(sentences.palette())
              .replace("{kind}", kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1))
              .replace("{value}", lower(product.taste())));
    }
    if (!product.audience().isEmpty()) {
      traits.add(chance.of(sentences.audience()).replace("{audience}", lower(product.audience())));
    }
    return traits;
  }

  private static String lower(String words) {
    return words.toLowerCase(Locale.ROOT);
  }
}
