package dev.grlm.demo;

import dev.grlm.data.Item;
import dev.grlm.demo.Area.Brand;
import dev.grlm.demo.Area.ProductType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes the products of a shop.
final class CatalogMaker {
  /// Spread of appeal among the products of a type, and among types: together they give a Gini of
  /// popularity near that of real shops.
  private static final double PRODUCT_SPREAD = 0.9;

  private static final double TYPE_SPREAD = 0.35;

  /// Share of products that hardly anybody has noticed, and what is left of their appeal.
  private static final double NICHE = 0.16;

  private static final double NICHE_APPEAL = 0.2;

  private static final double AUDIENCE = 0.55;

  /// Share of products with nothing but a title, a brand and a coarse category.
  private static final double THIN = 0.03;

  /// Share of products whose title says no more than another one's: a re-issue in new packaging.
  private static final double REISSUE = 0.012;

  /// How often a title that exists already is drawn anew before it is accepted.
  private static final int RETRIES = 20;

  private final ShopWords words;
  private final ProductText text;
  private final Chance chance;
  private final HashSet<String> titles = new HashSet<>();

  CatalogMaker(ShopWords words, Chance chance) {
    this.words = words;
    this.text = new ProductText(words.sentences());
    this.chance = chance;
  }

  /// `count` products in mixed order: an id says nothing about the product.
  List<Product> products(int count) {
    int types = words.areas().stream().mapToInt(area -> area.types().size()).sum();
    var products = new ArrayList<Product>(count);
    int done = 0;
    for (int area = 0; area < words.areas().size(); area++) {
      for (int type = 0; type < words.areas().get(area).types().size(); type++) {
        done++;
        // Cumulative rounding: the numbers differ by one at most and sum to `count`.
        long goal = (long) count * done / types;
        addType(products, area, type, (int) goal - products.size());
      }
    }
    chance.shuffle(products);
    for (int index = 0; index < products.size(); index++) {
      products.set(index, numbered(products.get(index), index + 1));
    }
    return products;
  }

  private static Product numbered(Product product, int number) {
    Item item = product.item();
    return product.with(
        new Item(
            String.format(Locale.ROOT, "p%04d", number),
            item.title(),
            item.brand(),
            item.categories(),
            item.moreCategories(),
            item.description(),
            item.domain(),
            item.fields()));
  }

  private void addType(List<Product> products, int areaIndex, int typeIndex, int count) {
    Area area = words.areas().get(areaIndex);
    double typeAppeal = chance.factor(TYPE_SPREAD);
    for (int made = 0; made < count; made++) {
      double appeal = typeAppeal * chance.factor(PRODUCT_SPREAD);
      if (chance.happens(NICHE)) {
        appeal *= NICHE_APPEAL;
      }
      Product drawn = draw(area, areaIndex, typeIndex, appeal);
      if (made > 0 && chance.happens(REISSUE)) {
        drawn = reissue(products.getLast(), appeal);
      }
      for (int retry = 0; retry < RETRIES && titles.contains(drawn.item().title()); retry++) {
        if (made > 0 && drawn.item().title().equals(products.getLast().item().title())) {
          break;
        }
        drawn = draw(area, areaIndex, typeIndex, appeal);
      }
      titles.add(drawn.item().title());
      products.add(drawn);
    }
  }

  private Product reissue(Product original, double appeal) {
    Product copy =
        new Product(
            original.area(),
            original.type(),
            original.brand(),
            original.series(),
            original.taste(),
            original.feature(),
            original.audience(),
            original.level(),
            appeal,
            original.item());
    return described(copy, original.item().title());
  }

  private Product draw(Area area, int areaIndex, int typeIndex, double appeal) {
    ProductType type = area.types().get(typeIndex);
    Brand brand = chance.of(area.brands());
    String series = type.system() ? brand.name() + " " + chance.of(brand.series()) : "";
    String taste =
        type.palette().isEmpty()
            ? ""
            : chance.of(area.palettes().getOrDefault(type.palette(), List.of()));
    String audience = chance.happens(AUDIENCE) ? chance.of(area.audiences()) : "";
    String pack = type.packs().isEmpty() ? "" : chance.of(type.packs());
    var product =
        new Product(
            areaIndex,
            typeIndex,
            brand.name(),
            series,
            taste,
            chance.of(type.featureNames()),
            audience,
            brand.level(),
            appeal,
            Item.titled("", ""));
    return described(product, text.title(type, product, pack, chance));
  }

  private Product described(Product product, String title) {
    Area area = words.areas().get(product.area());
    ProductType type = area.types().get(product.type());
    boolean thin = chance.happens(THIN);
    List<String> categories =
        thin
            ? List.of(area.department(), area.name())
            : List.of(area.department(), area.name(), type.category());
    String description = thin ? "" : text.description(type, product, chance);
    return product.with(
        new Item("", title, product.brand(), categories, List.of(), description, "", Map.of()));
  }
}
