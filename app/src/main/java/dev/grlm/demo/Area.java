package dev.grlm.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One field of interest as its resource file describes it. Immutable.
///
/// @param name second level of the category path
/// @param department first level of the category path
/// @param goesWith keys of areas whose customers often come here too
/// @param palettes kinds of taste (`finish`, `roast`, …) with their values
/// @param audiences phrases such as `for Families`
/// @param types in the order in which people tend to meet them
record Area(
    String name,
    String department,
    List<String> goesWith,
    List<Brand> brands,
    Map<String, List<String>> palettes,
    List<String> audiences,
    List<ProductType> types) {

  Area {
    goesWith = List.copyOf(goesWith);
    brands = List.copyOf(brands);
    palettes = Collections.unmodifiableMap(new LinkedHashMap<>(palettes));
    audiences = List.copyOf(audiences);
    types = List.copyOf(types);
    for (ProductType type : types) {
      if (!type.palette().isEmpty() && !palettes.containsKey(type.palette())) {
        throw new IllegalArgumentException(
            name + ": " + type.name() + " has the unknown palette '" + type.palette() + "'");
      }
      for (String next : type.then()) {
        if (types.stream().noneMatch(other -> other.name().equals(next))) {
          throw new IllegalArgumentException(
              name + ": " + type.name() + " leads to the unknown type '" + next + "'");
        }
      }
    }
  }

  /// Place of the type called `name` in [#types].
  int typeIndex(String name) {
    for (int index = 0; index < types.size(); index++) {
      if (types.get(index).name().equals(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException(this.name + " has no type '" + name + "'");
  }

  /// @param level 1 inexpensive, 2 middle, 3 premium
  /// @param series product lines whose parts fit each other
  record Brand(String name, int level, List<String> series) {
    Brand {
      series = List.copyOf(series);
      if (level < 1 || level > 3) {
        throw new IllegalArgumentException(name + ": level must be 1 to 3, is " + level);
      }
    }
  }

  /// @param category third level of the category path; the name in plural where the file is silent
  /// @param system whether its products belong to a brand's series
  /// @param refill whether people buy it again and again
  /// @param palette key of the area's palette that the products vary in, or empty
  /// @param features what the product has → what that does, a verb phrase
  /// @param packs sizes it is sold in, or empty
  /// @param then names of types that a buyer of this one needs next, likeliest first
  record ProductType(
      String name,
      String category,
      boolean system,
      boolean refill,
      String palette,
      String about,
      Map<String, String> features,
      List<String> packs,
      List<String> then) {

    // A key that the file leaves out arrives as null, whatever the component's type says.
    ProductType {
      category = category == null ? plural(name) : category;
      palette = palette == null ? "" : palette;
      features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
      packs = packs == null ? List.of() : List.copyOf(packs);
      then = List.copyOf(then);
    }

    List<String> featureNames() {
      return new ArrayList<>(features.keySet());
    }

    private static String plural(String name) {
      return name.endsWith("s") ? name : name + "s";
    }
  }
}
