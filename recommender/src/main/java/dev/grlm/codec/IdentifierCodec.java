package dev.grlm.codec;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.util.OptionalInt;

/// Between items and one language model: histories as contexts, identifiers as symbol sequences.
/// The same object serves training and inference. Immutable and thread-safe.
///
/// @param <C> contexts of the model
public interface IdentifierCodec<C> {
  /// How many symbols the model generates for one identifier, closing symbols included; the most,
  /// where identifiers differ in length. Where it is told fewer than the longest identifier has,
  /// that one is cut unless a trie leads to its end.
  int length();

  /// Symbols that end an identifier before [#length]; none where all have one length.
  default int[] stops() {
    return new int[0];
  }

  /// What the model reads before it predicts the item after `history`.
  ///
  /// @param history item indices, oldest first, at least one; all of them [#readable]
  C context(int[] history);

  /// What the model reads before it names `item` from its metadata.
  C naming(Item item);

  /// The sequence that stands for `identifier`.
  ///
  /// @throws IllegalArgumentException when the model cannot generate it, see [#spells]
  int[] symbols(Identifier identifier);

  /// Whether the model can generate `identifier`. Of an item that came after the model was trained
  /// it may not know a term.
  default boolean spells(Identifier identifier) {
    return true;
  }

  /// The items of a history that the model can read, in order.
  default int[] readable(int[] history) {
    return history;
  }

  /// What a symbol stands for, for a person.
  ///
  /// @param place in the sequence, from 0
  String text(int place, int symbol);

  /// The slot of an identifier that the last symbol of a sequence writes on, from 0; empty for a
  /// sign that only opens, separates or closes. The way from symbols to terms, however many a term
  /// takes.
  ///
  /// @param symbols the beginning of a sequence, at least one
  OptionalInt slot(int[] symbols);

  /// The identifier a generated sequence spells; not necessarily a well-formed one.
  Identifier identifier(int[] symbols);
}
