package dev.grlm.system;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// Ability: takes items that came after the fit, without being fitted again.
public interface Growing {
  /// The identifiers by which it knows its items, words or not; one per item.
  Identifiers identifiers();

  /// Which fit gave its symbols their meaning. Empty where they are words that mean the same in
  /// every fit and that the next one takes over; else an identifier that was given under another
  /// value means nothing here, because codes are others or because every fit names its items anew.
  default String books() {
    return "";
  }

  /// Whether the model can generate an identifier: then its items are reachable exactly, else
  /// structurally only. The one answer to that question.
  boolean spells(Identifier identifier);

  /// An item beside fitted ones.
  ///
  /// @param text the vector of its text by the run's encoder; not copied
  /// @param near fitted items, nearest first; may be empty
  /// @param cosines of `near`
  /// @param wished terms to be taken where they can be
  /// @param taken whether another item has an identifier already
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record NewItem(
      Item item,
      float[] text,
      int[] near,
      float[] cosines,
      List<String> wished,
      Predicate<Identifier> taken) {}

  /// An identifier that the model can generate.
  ///
  /// @param note what a person should know of how it was found, as what items are counted by; empty
  ///   where there is nothing to know
  record Named(Identifier identifier, String note) {
    public Named(Identifier identifier) {
      this(identifier, "");
    }
  }

  /// An identifier for an item that has none.
  ///
  /// @throws IOException in one line, when what it is made by cannot be read
  Named name(NewItem item) throws IOException;

  /// The same for a larger catalogue. Shares native memory with this one: closing it does nothing.
  ///
  /// @param catalog the fitted items in their order, perhaps with other metadata, then further ones
  /// @param identifiers of all of them; those of the fitted ones as they are
  FittedSystem grown(Catalog catalog, Identifiers identifiers);
}
