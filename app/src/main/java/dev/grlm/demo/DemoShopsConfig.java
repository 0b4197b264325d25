package dev.grlm.demo;

/// How many made-up shops there are in a town, and how large they are.
///
/// @param shops one to as many as the demo shop has areas
/// @param items of each shop
/// @param users of each shop, those of other shops among them
/// @param shared share of a shop's users who are taken from people that go to several shops, 0 … 1
/// @param seed the same seed gives the same shops, byte for byte
public record DemoShopsConfig(int shops, int items, int users, double shared, long seed) {
  public static final int ITEMS = 300;
  public static final int USERS = 600;
  public static final double SHARED = 0.5;

  /// Fewer would leave product types that nobody can choose within.
  public static final int MINIMUM_ITEMS = 100;

  public DemoShopsConfig {
    int most = ShopWords.load().areas().size();
    if (shops < 1 || shops > most) {
      throw new IllegalArgumentException(
          "there are 1 to %d shops, asked for %d".formatted(most, shops));
    }
    if (items < MINIMUM_ITEMS) {
      throw new IllegalArgumentException(
          "a shop needs at least %d items, asked for %d".formatted(MINIMUM_ITEMS, items));
    }
    if (users < 1) {
      throw new IllegalArgumentException("a shop needs at least one user, asked for " + users);
    }
    if (!(shared >= 0 && shared <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1, not " + shared);
    }
  }
}
