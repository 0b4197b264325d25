package dev.grlm.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The words the shop is made of: its areas and the sentence patterns of the descriptions, read
/// from the resource files beside this class. Immutable.
///
/// @param keys the areas' file names, in the order of `areas`
record ShopWords(List<String> keys, List<Area> areas, Sentences sentences) {
  ShopWords {
    keys = List.copyOf(keys);
    areas = List.copyOf(areas);
  }

  /// Patterns with `{name}` places, by what they speak about; `level` has one list per brand level.
  record Sentences(
      List<String> feature,
      List<String> series,
      List<String> palette,
      List<String> audience,
      List<List<String>> level) {}

  private record ShopFile(
      List<String> areas,
      List<String> feature,
      List<String> series,
      List<String> palette,
      List<String> audience,
      List<List<String>> level) {}

  /// Reads every resource file. A broken one is a defect of the build, hence unchecked.
  static ShopWords load() {
    ShopFile shop = read("shop", ShopFile.class);
    var areas = new ArrayList<Area>();
    for (String key : shop.areas()) {
      areas.add(read(key, Area.class));
    }
    return new ShopWords(
        shop.areas(),
        areas,
        new Sentences(
            shop.feature(), shop.series(), shop.palette(), shop.audience(), shop.level()));
  }

  private static <T> T read(String key, Class<T> type) {
    String name = key + ".json";
    try (InputStream stream = ShopWords.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no such resource");
      }
      JsonNode tree = Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      return Json.convert(tree, type);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "resource dev/grlm/demo/" + name + ": " + failure.getMessage(), failure);
    }
  }

  /// A shop that has some of the areas.
  ShopWords with(List<Integer> some) {
    return new ShopWords(
        some.stream().map(keys::get).toList(), some.stream().map(areas::get).toList(), sentences);
  }
}
