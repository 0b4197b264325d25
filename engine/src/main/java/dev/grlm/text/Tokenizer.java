package dev.grlm.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Text to token numbers and back. Implementations are thread-safe. One may hold native memory, so
/// whoever loads it closes it; nothing may be asked of it afterwards.
public interface Tokenizer extends AutoCloseable {
  /// All of `text`, however long, and nothing added before or behind it. A special token that is
  /// written in the text becomes that token: for texts that are trusted.
  int[] encode(String text);

  /// The text of `tokens`, special tokens included.
  ///
  /// @throws IllegalArgumentException naming a number outside the vocabulary
  String decode(int[] tokens);

  /// One token as the vocabulary writes it; [#find] is the inverse.
  ///
  /// @throws IllegalArgumentException naming a number outside the vocabulary
  String token(int id);

  /// Number of a token that is written as in the vocabulary, if it is there.
  OptionalInt find(String token);

  /// Number of tokens, special ones included: they are numbered 0…size − 1. A model may have more
  /// rows than that.
  int size();

  /// Writes the files from which the tokenizer can be loaded again.
  void save(Path folder) throws IOException;

  @Override
  default void close() {}
}
