package dev.grlm.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What a person likes, before they buy anything. Immutable.
///
/// @param interest weight per area, 0 where they have none
/// @param tastes favourite value per area and palette, see [#tasteKey]
/// @param brands favourite brand per area
/// @param audiences what fits their life, per area
/// @param level price they are at ease with, 1 to 3
record Customer(
    double[] interest,
    Map<String, String> tastes,
    List<String> brands,
    List<String> audiences,
    int level) {

  private static final double RELATED_INTEREST = 0.6;

  /// How often someone who loves forest green in one area asks for it in another one as well.
  private static final double SAME_COLOR_EVERYWHERE = 0.8;

  Customer {
    interest = interest.clone();
    tastes = Map.copyOf(tastes);
    brands = List.copyOf(brands);
    audiences = List.copyOf(audiences);
  }

  static Customer draw(ShopWords words, Chance chance) {
    int level = 1 + chance.weighted(new double[] {0.3, 0.4, 0.3});
    var tastes = new HashMap<String, String>();
    var loved = new HashSet<String>();
    var brands = new String[words.areas().size()];
    var audiences = new String[words.areas().size()];
    for (int area = 0; area < brands.length; area++) {
      Area here = words.areas().get(area);
      for (Map.Entry<String, List<String>> palette : here.palettes().entrySet()) {
        List<String> known = palette.getValue().stream().filter(loved::contains).toList();
        boolean again = !known.isEmpty() && chance.happens(SAME_COLOR_EVERYWHERE);
        String taste = chance.of(again ? known : palette.getValue());
        loved.add(taste);
        tastes.put(tasteKey(area, palette.getKey()), taste);
      }
      List<Area.Brand> fitting =
          here.brands().stream().filter(brand -> brand.level() == level).toList();
      brands[area] = chance.of(fitting.isEmpty() ? here.brands() : fitting).name();
      audiences[area] = chance.of(here.audiences());
    }
    return new Customer(
        interests(words, chance), tastes, Arrays.asList(brands), Arrays.asList(audiences), level);
  }

  /// One to three areas; a further one is often related to the first.
  private static double[] interests(ShopWords words, Chance chance) {
    var interest = new double[words.areas().size()];
    int first = chance.below(interest.length);
    interest[first] = 1;
    int more = chance.weighted(new double[] {0.3, 0.45, 0.25});
    for (int count = 0; count < more; count++) {
      int next =
          chance.happens(RELATED_INTEREST)
              ? words.keys().indexOf(chance.of(words.areas().get(first).goesWith()))
              : chance.below(interest.length);
      interest[next] += 0.4 + 0.6 * chance.unit();
    }
    return interest;
  }

  /// The same person in a shop that has some of the areas. Whoever has no interest in any of them
  /// comes for the first all the same.
  ///
  /// @param areas by number, as this customer knows them
  Customer in(List<Integer> areas) {
    double[] own = areas.stream().mapToDouble(area -> interest[area]).toArray();
    if (!interestedIn(areas)) {
      own[0] = 1;
    }
    var there = new HashMap<String, String>();
    tastes.forEach((key, taste) -> {
      int slash = key.indexOf('/');
      int place = areas.indexOf(Integer.parseInt(key.substring(0, slash)));
      if (place >= 0) {
        there.put(tasteKey(place, key.substring(slash + 1)), taste);
      }
    });
    return new Customer(
        own,
        there,
        areas.stream().map(brands::get).toList(),
        areas.stream().map(audiences::get).toList(),
        level);
  }

  boolean interestedIn(List<Integer> areas) {
    return areas.stream().anyMatch(area -> interest[area] > 0);
  }

  static String tasteKey(int area, String palette) {
    return area + "/" + palette;
  }

  String taste(int area, String palette) {
    return tastes.getOrDefault(tasteKey(area, palette), "");
  }
}
