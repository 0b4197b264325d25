package dev.grlm.demo;

import dev.grlm.data.Item;

/// An item together with what customers see in it. A trait that a product lacks is an empty string.
///
/// @param area index of the area
/// @param type index of the product type within its area
/// @param series brand and series, the system whose other parts it fits
/// @param taste value of the type's palette
/// @param level of the brand, 1 to 3
/// @param appeal how much more often it is chosen than an average product of equal fit, > 0
record Product(
    int area,
    int type,
    String brand,
    String series,
    String taste,
    String feature,
    String audience,
    int level,
    double appeal,
    Item item) {

  Product with(Item renamed) {
    return new Product(area, type, brand, series, taste, feature, audience, level, appeal, renamed);
  }
}
