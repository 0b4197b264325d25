package dev.grlm.embed;

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
    var counts = new float[texts.size() * 26];
    for (int row = 0; row < texts.size(); row++) {
      for (char letter : texts.get(row).toCharArray()) {
        if (letter >= 'a' && letter <= 'z') {
          counts[row * 26 + letter - 'a']++;
        }
      }
    }
    return new Embeddings(texts.size(), 26, counts);
  }
}
