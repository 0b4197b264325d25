package dev.grlm.fusion;

import java.util.Comparator;
import java.util.OptionalInt;

/// One of the experts that spoke for an item, or against it.
///
/// @param expert its short name: that of a signal, [#MODEL] or [#NEW]
/// @param words for a person, for example `bought together`
/// @param added to the natural logarithm of the item's probability; e to the power of it is how
///   many times as likely the expert made the item; below 0 where it speaks against it
/// @param link the word between `words` and `because`, for example `with`
/// @param because index of the item of the history that adds most to what the expert says; empty
///   where it does not say whom it goes by
public record Reason(String expert, String words, double added, String link, OptionalInt because) {
  public static final String MODEL = "model";

  public static final String NEW = "new";

  /// Whatever moves an item farthest comes first.
  public static final Comparator<Reason> STRONGEST_FIRST =
      Comparator.comparingDouble((Reason reason) -> -Math.abs(reason.added()));

  /// That an item was added after behaviour was counted.
  static Reason ofNew(double added) {
    return new Reason(NEW, "new here", added, "", OptionalInt.empty());
  }

  /// What a model says that reads a history as a whole.
  public static Reason ofModel(double added) {
    return new Reason(MODEL, "the model", added, "", OptionalInt.empty());
  }
}
