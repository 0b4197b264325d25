package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Reason] that names the item it goes by.
///
/// @param expert short name of what speaks, `model` or that of a signal
/// @param words for a person, for example `bought together`
/// @param added to the natural logarithm of the recommended item's probability; below 0 where it
///   speaks against the item
/// @param link the word between `words` and `because`, for example `with`
/// @param because the item of the history that speaks most, null where none can be named
public record ItemReason(
    String expert, String words, double added, String link, @Nullable Item because) {
  private static ItemReason of(Reason reason, Catalog catalog) {
    Item because = reason.because().isPresent() ? catalog.item(reason.because().getAsInt()) : null;
    return new ItemReason(reason.expert(), reason.words(), reason.added(), reason.link(), because);
  }

  /// Of each item of a list, in order.
  public static List<List<ItemReason>> of(Reasons reasons, Catalog catalog) {
    return reasons.ofItems().stream()
        .map(ofItem -> ofItem.stream().map(reason -> of(reason, catalog)).toList())
        .toList();
  }

  /// How many times as likely the item is by it.
  public double factor() {
    return Math.exp(added);
  }

  /// For example `bought together with Rose soap`.
  public String sentence() {
    if (because == null) {
      return words;
    }
    String name = because.title().isBlank() ? because.id() : because.title();
    return words + " " + link + " " + name;
  }
}
