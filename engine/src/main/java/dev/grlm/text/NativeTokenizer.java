package dev.grlm.text;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A tokenizer in native memory. Thread-safe: closing waits for the calls under way, and a call
/// after that is an exception instead of a crash.
final class NativeTokenizer implements AutoCloseable {
  private static final char REPLACEMENT = '\ufffd';

  private final TokenizersLibrary library;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private long handle;

  /// @param json as in `tokenizer.json`
  /// @throws IllegalArgumentException with the reason, when the library cannot use it
  NativeTokenizer(String json) {
    library = TokenizerNatives.library();
    try {
      handle = library.createTokenizerFromString(json);
    } catch (RuntimeException failure) {
      // The place it names is one in our JSON, not in the file.
      String reason = String.valueOf(failure.getMessage());
      throw new IllegalArgumentException(
          reason.replaceFirst(" at line \\d+ column \\d+$", ""), failure);
    }
  }

  /// Half a surrogate pair, which is no character, becomes U+FFFD.
  int[] encode(String text) {
    String characters = withoutHalfPairs(text);
    lock.readLock().lock();
    try {
      long encoding = library.encode(open(), characters, false);
      try {
        return ints(library.getTokenIds(encoding));
      } finally {
        library.deleteEncoding(encoding);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /// @param ids all within the vocabulary: the library would drop others without a word
  String decode(int[] ids) {
    var longs = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      longs[i] = ids[i];
    }
    lock.readLock().lock();
    try {
      return library.decode(open(), longs, false);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (handle != 0) {
        library.deleteTokenizer(handle);
        handle = 0;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private long open() {
    if (handle == 0) {
      throw new IllegalStateException("the tokenizer is closed");
    }
    return handle;
  }

  /// The bridge would otherwise take the whole text for broken and lose every emoji in it.
  private static String withoutHalfPairs(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(i)) == 2) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, REPLACEMENT);
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  private static int[] ints(long[] longs) {
    var ints = new int[longs.length];
    for (int i = 0; i < longs.length; i++) {
      ints[i] = Math.toIntExact(longs[i]);
    }
    return ints;
  }
}
