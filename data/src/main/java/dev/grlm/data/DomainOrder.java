package dev.grlm.data;

/// Tells whether positions are an order over several domains. Where each domain counts from 0, to
/// sort by position would zip what a user did in one with what he did in another, and the order
/// would be made up. For one thread.
final class DomainOrder {
  private final String[] domainOf;

  /// @param catalog says of an item which domain it is of
  DomainOrder(Catalog catalog) {
    domainOf = catalog.items().stream().map(Item::domain).toArray(String[]::new);
  }

  /// What a row says counts where the item itself says nothing; of several rows the first.
  void row(int item, String domain) {
    if (domainOf[item].isEmpty()) {
      domainOf[item] = domain;
    }
  }

  String domain(int item) {
    return domainOf[item];
  }

  /// The first place of a sorted history whose position is also that of the place before, which is
  /// of another domain; 0 where there is none.
  ///
  /// @param positions of each of `items`, ascending
  int clash(int[] items, long[] positions) {
    for (int place = 1; place < items.length; place++) {
      if (positions[place] == positions[place - 1]
          && !domainOf[items[place]].equals(domainOf[items[place - 1]])) {
        return place;
      }
    }
    return 0;
  }
}
