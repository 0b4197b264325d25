package dev.grlm.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Strict decoding of what stands in a request line: half an escape or bytes that are not UTF-8 are
/// refused, not repaired.
final class PercentEncoding {
  private PercentEncoding() {}

  /// @param plusIsBlank as in a query
  /// @throws Problem 400
  static String decoded(String text, boolean plusIsBlank) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(escaped(text, i));
        i += 2;
      } else if (c == '+' && plusIsBlank) {
        bytes.write(' ');
      } else if (c < 128) {
        bytes.write(c);
      } else {
        throw Problem.badRequest("the request line has a character that must be escaped");
      }
    }
    return utf8(bytes.toByteArray(), "the request line");
  }

  private static int escaped(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw Problem.badRequest("the request line has half an escape");
    }
    return high * 16 + low;
  }

  /// @param what for the message
  /// @throws Problem 400
  static String utf8(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException failure) {
      throw Problem.badRequest(what + " is not UTF-8");
    }
  }
}
