package dev.grlm.demo;

import dev.grlm.data.History;
import dev.grlm.demo.Area.ProductType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Lets customers shop: each step continues a project (what a thing bought earlier calls for, in
/// the taste, the series and the price class of the customer), buys a refill, or wanders off.
///
/// Nobody buys the same item twice. The order of a project is a habit, not a law.
final class ShoppingLife {
  static final int SHORTEST = 5;
  static final int LONGEST = 50;

  /// Lengths are [#SHORTEST] plus a generalised Pareto variable of shape ½ and this scale, rounded
  /// down: a third of the people stop at once, one in a hundred goes on to the cap.
  private static final double LENGTH_SCALE = 2.35;

  private static final double WANDER = 0.2;
  private static final double STAY_IN_AREA = 0.12;
  private static final double REFILL = 0.18;
  private static final double SECOND_OF_A_KIND = 0.04;
  private static final double FOLLOW_A_NEED = 0.75;
  private static final double NEED_OF_THE_LATEST = 0.6;
  private static final double[] NEED_WEIGHTS = {0.5, 0.3, 0.2};

  private static final double SAME_SERIES = 2.2;
  private static final double FAVORITE_BRAND = 1.2;
  private static final double FAVORITE_TASTE = 2.2;
  private static final double RIGHT_AUDIENCE = 0.8;
  private static final double WRONG_AUDIENCE = -1.4;
  private static final double PER_LEVEL_OFF = -0.4;

  private final ShopWords words;
  private final List<Product> products;
  private final double[] appeal;

  /// Sum of the appeal of this item and all before it, for a draw by bisection.
  private final double[] cumulative;

  /// Item indices by area, then by type.
  private final List<List<List<Integer>>> shelves = new ArrayList<>();

  ShoppingLife(ShopWords words, List<Product> products) {
    this.words = words;
    this.products = List.copyOf(products);
    this.appeal = products.stream().mapToDouble(Product::appeal).toArray();
    this.cumulative = appeal.clone();
    for (int item = 1; item < cumulative.length; item++) {
      cumulative[item] += cumulative[item - 1];
    }
    for (Area area : words.areas()) {
      var types = new ArrayList<List<Integer>>();
      area.types().forEach(_ -> types.add(new ArrayList<>()));
      shelves.add(types);
    }
    for (int item = 0; item < products.size(); item++) {
      Product product = products.get(item);
      shelves.get(product.area()).get(product.type()).add(item);
    }
  }

  History live(int number, Chance chance) {
    Customer customer = Customer.draw(words, chance);
    return live(String.format(Locale.ROOT, "u%04d", number), customer, chance);
  }

  /// @param customer with an interest in the areas of this shop
  History live(String user, Customer customer, Chance chance) {
    int length = length(chance);
    var bought = new ArrayList<Integer>();
    var owned = new BitSet();
    int area = chance.weighted(customer.interest());
    while (bought.size() < length) {
      if (!bought.isEmpty() && chance.happens(WANDER)) {
        add(bought, owned, wander(owned, chance));
        continue;
      }
      if (!chance.happens(STAY_IN_AREA)) {
        area = chance.weighted(customer.interest());
      }
      int type = nextType(area, bought, chance);
      int item = choose(customer, shelves.get(area).get(type), bought, owned, chance);
      add(bought, owned, item >= 0 ? item : wander(owned, chance));
    }
    return new History(user, bought.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void add(List<Integer> bought, BitSet owned, int item) {
    bought.add(item);
    owned.set(item);
  }

  private static int length(Chance chance) {
    double tail = 1 / StrictMath.sqrt(1 - chance.unit()) - 1;
    return (int) Math.min(LONGEST, SHORTEST + StrictMath.floor(2 * LENGTH_SCALE * tail));
  }

  private int wander(BitSet owned, Chance chance) {
    int item;
    do {
      int found =
          Arrays.binarySearch(cumulative, chance.unit() * cumulative[cumulative.length - 1]);
      item = Math.min(found < 0 ? -found - 1 : found, appeal.length - 1);
    } while (owned.get(item));
    return item;
  }

  /// What is due in this area, given everything bought there so far.
  private int nextType(int area, List<Integer> bought, Chance chance) {
    List<ProductType> types = words.areas().get(area).types();
    List<Integer> here =
        bought.stream()
            .filter(item -> products.get(item).area() == area)
            .map(item -> products.get(item).type())
            .toList();
    if (here.isEmpty()) {
      return entrance(types.size(), chance);
    }
    int source = chance.happens(NEED_OF_THE_LATEST) ? here.getLast() : chance.of(here);
    if (chance.happens(types.get(source).refill() ? REFILL : SECOND_OF_A_KIND)) {
      return source;
    }
    if (!chance.happens(FOLLOW_A_NEED)) {
      return chance.below(types.size());
    }
    return need(words.areas().get(area), types.get(source), here, chance);
  }

  /// People enter an area through the types that its file lists first.
  private static int entrance(int types, Chance chance) {
    var weights = new double[types];
    for (int type = 0; type < types; type++) {
      weights[type] = 1.0 / (2 + type);
    }
    return chance.weighted(weights);
  }

  /// A need that is met already seldom counts, unless the thing gets used up.
  private static int need(Area area, ProductType source, List<Integer> here, Chance chance) {
    var weights = new double[source.then().size()];
    for (int need = 0; need < weights.length; need++) {
      int type = area.typeIndex(source.then().get(need));
      boolean met = here.contains(type) && !area.types().get(type).refill();
      weights[need] = NEED_WEIGHTS[Math.min(need, NEED_WEIGHTS.length - 1)] * (met ? 0.1 : 1);
    }
    return area.typeIndex(source.then().get(chance.weighted(weights)));
  }

  /// An item of the shelf by appeal and fit, or -1 when the customer owns them all.
  private int choose(
      Customer customer, List<Integer> shelf, List<Integer> bought, BitSet owned, Chance chance) {
    Set<String> series = ownedSeries(products.get(shelf.getFirst()).area(), bought);
    var weights = new double[shelf.size()];
    boolean any = false;
    for (int place = 0; place < weights.length; place++) {
      int item = shelf.get(place);
      if (!owned.get(item)) {
        weights[place] = appeal[item] * StrictMath.exp(fit(customer, products.get(item), series));
        any = true;
      }
    }
    return any ? shelf.get(chance.weighted(weights)) : -1;
  }

  private double fit(Customer customer, Product product, Set<String> ownedSeries) {
    int area = product.area();
    double fit = PER_LEVEL_OFF * Math.abs(product.level() - customer.level());
    if (ownedSeries.contains(product.series())) {
      fit += SAME_SERIES;
    }
    if (product.brand().equals(customer.brands().get(area))) {
      fit += FAVORITE_BRAND;
    }
    String palette = words.areas().get(area).types().get(product.type()).palette();
    if (!palette.isEmpty() && product.taste().equals(customer.taste(area, palette))) {
      fit += FAVORITE_TASTE;
    }
    if (!product.audience().isEmpty()) {
      fit +=
          product.audience().equals(customer.audiences().get(area))
              ? RIGHT_AUDIENCE
              : WRONG_AUDIENCE;
    }
    return fit;
  }

  /// Brand and series of everything bought in the area so far.
  private Set<String> ownedSeries(int area, List<Integer> bought) {
    var series = new HashSet<String>();
    for (int item : bought) {
      Product product = products.get(item);
      if (product.area() == area && !product.series().isEmpty()) {
        series.add(product.series());
      }
    }
    return series;
  }
}
