package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// A Python int or float as a node.
final class PythonNumber {
  /// Reading a whole number takes time that grows faster than its length.
  private static final int MOST_CHARACTERS = 400;

  private static final int ALWAYS_LONG = 18;
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0+|[1-9][0-9]*)");

  private PythonNumber() {}

  /// @throws NumberFormatException when the characters from `from` to before `to` are no finite
  ///   number, or too many
  static JsonNode node(String text, int from, int to) {
    if (to - from > MOST_CHARACTERS) {
      throw new NumberFormatException("number of " + (to - from) + " characters");
    }
    String number = text.substring(from, to);
    if (WHOLE.matcher(number).matches()) {
      return number.length() <= ALWAYS_LONG
          ? LongNode.valueOf(Long.parseLong(number))
          : BigIntegerNode.valueOf(new BigInteger(number));
    }
    if (number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException("leading zero: " + number);
    }
    double value = Double.parseDouble(number);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("beyond every float: " + number);
    }
    return DoubleNode.valueOf(value);
  }
}
