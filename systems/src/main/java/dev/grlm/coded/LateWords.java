package dev.grlm.coded;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The words of a fitted catalogue for items that came after the fit: counted when the first one
/// comes, freed once. Thread-safe.
///
/// @param <W> what was counted
public final class LateWords<W> implements AutoCloseable {
  private final Supplier<W> counting;
  private final Consumer<W> freeing;
  private @Nullable W words;
  private boolean closed;

  /// @param counting reads the whole catalogue
  /// @param freeing what was counted, if it was
  public LateWords(Supplier<W> counting, Consumer<W> freeing) {
    this.counting = counting;
    this.freeing = freeing;
  }

  /// What is asked is not freed meanwhile, nor counted after it was freed.
  ///
  /// @throws IllegalStateException when it was closed
  public synchronized <R> R ask(Function<W, R> question) {
    if (closed) {
      throw new IllegalStateException("the system is closed");
    }
    W counted = words;
    if (counted == null) {
      counted = counting.get();
      words = counted;
    }
    return question.apply(counted);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (words != null) {
      freeing.accept(words);
      words = null;
    }
  }
}
