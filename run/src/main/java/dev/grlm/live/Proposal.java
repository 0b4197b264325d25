package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.run.ItemNaming;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// What would become of an item if it were put now. Nothing of it is kept.
///
/// @param identifier the one it would get, or has
/// @param known whether the run or the journal has the item: it keeps its identifier and gets other
///   metadata
/// @param guessed whether no word of its text is known, so that the terms say nothing about it
/// @param sharing other items with the same identifier, at most [#MOST_SHARING], in catalogue order
/// @param alike how many there are of these
/// @param neighbors the fitted items nearest to the text as it is proposed, but for itself
public record Proposal(
    Item item,
    Identifier identifier,
    boolean known,
    boolean guessed,
    List<Item> sharing,
    int alike,
    List<ItemView.Neighbor> neighbors) {
  /// More could not be looked at.
  public static final int MOST_SHARING = 20;

  public Proposal {
    sharing = List.copyOf(sharing);
    neighbors = List.copyOf(neighbors);
  }

  /// @throws IllegalArgumentException when there is no text
  /// @throws dev.grlm.system.CannotException when the item is new and the system cannot take new
  ///   ones
  static Proposal of(Item item, RunInUse run, Shelf shelf) throws IOException {
    if (item.textParts(run.grlm().config().shared().textFields()).isEmpty()) {
      throw new IllegalArgumentException(
          "the item '" + item.id() + "' has no text that it could be named by");
    }
    int number = shelf.catalog().indexOf(item.id());
    Identifiers all = shelf.identifiers();
    if (number < 0) {
      var _ = run.grlm().growing();
    }
    ItemNaming.Nearest nearest = run.look(item);
    Identifier identifier =
        number >= 0
            ? all.of(number)
            : run.propose(item, nearest, name -> !all.items(name).isEmpty());
    List<Integer> alike =
        all.items(identifier).stream()
            .filter(other -> other != number && !shelf.isDeleted(other))
            .toList();
    return new Proposal(
        item,
        identifier,
        number >= 0,
        number < 0 && nearest.items().length == 0,
        alike.stream().limit(MOST_SHARING).map(shelf.catalog()::item).toList(),
        alike.size(),
        neighbors(number, nearest, shelf));
  }

  private static List<ItemView.Neighbor> neighbors(
      int number, ItemNaming.Nearest nearest, Shelf shelf) {
    int[] items = nearest.items();
    return IntStream.range(0, items.length)
        .filter(place -> items[place] != number && !shelf.isDeleted(items[place]))
        .mapToObj(place ->
            new ItemView.Neighbor(
                shelf.catalog().item(items[place]),
                shelf.identifiers().of(items[place]),
                nearest.cosines()[place]))
        .toList();
  }
}
