package dev.grlm.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The letter that stands for each byte in a byte-level vocabulary, after GPT-2: printable Latin-1
/// stands for itself, the others take the letters from U+0100 on. Immutable.
public final class ByteAlphabet {
  private static final char[] LETTERS = new char[256];

  static {
    char next = 256;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          (value >= '!' && value <= '~')
              || (value >= '¡' && value <= '¬')
              || (value >= '®' && value <= 'ÿ');
      LETTERS[value] = printable ? (char) value : next++;
    }
  }

  private ByteAlphabet() {}

  /// @param value 0…255
  public static String letter(int value) {
    return String.valueOf(LETTERS[value]);
  }

  /// The UTF-8 bytes of `text` as letters.
  public static String letters(String text) {
    var letters = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      letters.append(LETTERS[value & 0xff]);
    }
    return letters.toString();
  }

  /// What `letters` stand for; bytes that are not UTF-8 become U+FFFD.
  public static String text(String letters) {
    var bytes = new ByteArrayOutputStream();
    letters.chars().forEach(letter -> bytes.write(String.valueOf(LETTERS).indexOf(letter)));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
