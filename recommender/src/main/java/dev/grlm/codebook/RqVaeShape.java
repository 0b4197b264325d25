package dev.grlm.codebook;

import java.util.ArrayList;
import java.util.List;

/// Shape of an [RqVae].
///
/// @param input width of the vectors
/// @param hidden widths between them and the codes
/// @param width e, of a code
/// @param levels L
/// @param codes K, of each level
record RqVaeShape(int input, List<Integer> hidden, int width, int levels, int codes) {
  /// @throws IllegalArgumentException naming the values
  RqVaeShape {
    hidden = List.copyOf(hidden);
    if (input < 1 || width < 1 || levels < 1 || levels > Codes.MOST_LEVELS || codes < 1) {
      throw new IllegalArgumentException(
          "input, width, levels (at most %d) and codes must be at least 1: %d, %d, %d, %d"
              .formatted(Codes.MOST_LEVELS, input, width, levels, codes));
    }
  }

  /// Widths of all layers of the encoder, the vectors' first, the codes' last.
  List<Integer> widths() {
    var widths = new ArrayList<Integer>();
    widths.add(input);
    widths.addAll(hidden);
    widths.add(width);
    return widths;
  }
}
