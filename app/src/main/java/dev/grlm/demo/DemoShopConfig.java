package dev.grlm.demo;

/// How large a made-up shop is, and which one.
///
/// @param items products in the catalogue; at least a few per product type, see [#MINIMUM_ITEMS]
/// @param users histories, each of at least five distinct items
/// @param seed the same seed gives the same shop, byte for byte
public record DemoShopConfig(int items, int users, long seed) {
  public static final int ITEMS = 3_000;
  public static final int USERS = 6_000;
  public static final long SEED = 20_261_101L;

  /// Fewer would leave product types that nobody can choose within.
  public static final int MINIMUM_ITEMS = 600;

  public DemoShopConfig {
    if (items < MINIMUM_ITEMS) {
      throw new IllegalArgumentException(
          "a shop needs at least " + MINIMUM_ITEMS + " items, asked for " + items);
    }
    if (users < 1) {
      throw new IllegalArgumentException("a shop needs at least one user, asked for " + users);
    }
  }

  public static DemoShopConfig defaults() {
    return new DemoShopConfig(ITEMS, USERS, SEED);
  }
}
