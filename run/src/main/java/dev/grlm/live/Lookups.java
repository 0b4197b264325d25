package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is looked up in the runs that answer: items, terms and users as they are now. Needs no
/// model, so that a closed live run tells of them, too. Thread-safe.
final class Lookups {
  private final Runs runs;

  Lookups(Runs runs) {
    this.runs = runs;
  }

  /// An item that a catalogue has.
  private record Known(Shelf shelf, int number) {
    Item item() {
      return shelf.catalog().item(number);
    }
  }

  private @Nullable Known known(String id) {
    Shelf shelf = runs.having(id);
    return shelf == null ? null : new Known(shelf, shelf.catalog().indexOf(id));
  }

  private Known required(String id) {
    Known known = known(id);
    if (known == null) {
      throw new IllegalArgumentException("no item has the id '" + id + "'");
    }
    return known;
  }

  /// As [LiveRun#history].
  Optional<List<Item>> history(String user) {
    List<String> ids = runs.stored(user);
    if (ids == null) {
      return Optional.empty();
    }
    var items = new ArrayList<Item>();
    for (String id : ids) {
      Known known = known(id);
      if (known != null) {
        items.add(known.item());
      }
    }
    return Optional.of(items);
  }

  /// As [LiveRun#item].
  Optional<ItemView> item(String id) {
    Known known = known(id);
    return known == null || known.shelf().isDeleted(known.number())
        ? Optional.empty()
        : Optional.of(known.shelf().view(known.number()));
  }

  /// As [LiveRun#requireItem].
  void requireItem(String id) {
    var _ = required(id);
  }

  /// As [LiveRun#identifier].
  Identifier identifier(Item item) {
    Known known = required(item.id());
    return known.shelf().identifiers().of(known.number());
  }

  /// As [LiveRun#title].
  String title(String id) {
    Known known = known(id);
    return known == null ? "" : known.item().title();
  }

  /// As [LiveRun#similar].
  Optional<List<ItemView.Neighbor>> similar(String id, int limit) {
    Shelf shelf = runs.having(id);
    return shelf == null ? Optional.empty() : SimilarItems.of(shelf, id, limit);
  }

  /// As [LiveRun#term].
  Optional<TermView> term(String term, int limit) {
    return Optional.ofNullable(runs.first().shelf().term(term, limit));
  }

  /// As [LiveRun#searchItems].
  List<Item> searchItems(String query, int limit) {
    return runs.first().shelf().search(query, limit);
  }

  /// As [LiveRun#searchUsers].
  List<String> searchUsers(String query, int limit) {
    return runs.first().histories().search(query, limit);
  }
}
