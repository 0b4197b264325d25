package dev.grlm.codebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// How code books are made.
public enum QuantizerKind {
  /// [ResidualKMeans] of vectors of length 1; no training.
  K_MEANS("k-means"),
  /// [RqVae] of standardised vectors.
  RQ_VAE("rq-vae");

  private final String word;

  QuantizerKind(String word) {
    this.word = word;
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static QuantizerKind parse(String word) {
    for (QuantizerKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "unknown quantizer '%s'; it is one of %s"
            .formatted(word, Arrays.stream(values()).map(QuantizerKind::word).toList()));
  }

  /// `k-means` or `rq-vae`.
  @JsonValue
  public String word() {
    return word;
  }
}
