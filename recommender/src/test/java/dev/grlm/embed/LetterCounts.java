package dev.grlm.embed;

import java.util.Arrays;
import java.util.List;

/// A pretrained encoder that knows the alphabet.
public final class LetterCounts implements PretrainedEncoder, TextEncoder {
  @Override
  public String name() {
    return "letter-counts";
  }

  @Override
  public String origin() {
    return "tests, second edition";
  }

  @Override
  public TextEncoder load() {
    return this;
  }

  @Override
  public int dimensions() {
    return 26;
  }

  @Override
  public Embeddings encode(List<String> texts) {
    var rows = new float[texts.size() * 26];
    for (int row = 0; row < texts.size(); row++) {
      var counts = new int[26];
      texts.get(row).chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
      double length = Math.sqrt(Arrays.stream(counts).mapToDouble(count -> count * count).sum());
      for (int letter = 0; letter < 26 && length > 0; letter++) {
        rows[row * 26 + letter] = (float) (counts[letter] / length);
      }
    }
    return new Embeddings(texts.size(), 26, rows);
  }
}
