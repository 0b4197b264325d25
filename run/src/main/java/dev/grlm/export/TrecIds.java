package dev.grlm.export;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/// Ids between the blanks of a TREC file. One with white space in it would be two; so white space,
/// a control character and, to be told from what this writes, a percent sign are written as percent
/// signs and the hexadecimal bytes of UTF-8, as in an address of the web: `two words` is
/// `two%20words`. For one thread.
final class TrecIds {
  private static final HexFormat HEX = HexFormat.of().withUpperCase().withPrefix("%");

  private final Set<String> changed = new HashSet<>();

  String word(String id) {
    if (id.codePoints().noneMatch(TrecIds::escaped)) {
      return id;
    }
    var word = new StringBuilder();
    id.codePoints()
        .forEach(one -> {
          String text = Character.toString(one);
          word.append(escaped(one) ? HEX.formatHex(text.getBytes(StandardCharsets.UTF_8)) : text);
        });
    changed.add(id);
    return word.toString();
  }

  /// `Character` calls a no-break space no white space, while Python splits at it.
  private static boolean escaped(int one) {
    return one == '%'
        || Character.isWhitespace(one)
        || Character.isSpaceChar(one)
        || Character.isISOControl(one);
  }

  /// How many different ids are written otherwise than they are.
  int changed() {
    return changed.size();
  }
}
