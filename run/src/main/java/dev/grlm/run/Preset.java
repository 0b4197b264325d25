package dev.grlm.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which language model a run trains.
public enum Preset {
  /// two-level term decoder, trained from scratch on the CPU
  SMALL,
  /// Qwen3 architecture in miniature over the sequence of terms, trained from scratch on the CPU
  FLAT,
  /// a Qwen3 checkpoint, fine-tuned as GRLM's README recommends
  QWEN3,
  /// a Qwen3 checkpoint, fine-tuned as GRLM's scripts do
  QWEN3_PARITY;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static Preset parse(String word) {
    for (Preset preset : values()) {
      if (preset.word().equals(word)) {
        return preset;
      }
    }
    List<String> known = Arrays.stream(values()).map(Preset::word).toList();
    throw new IllegalArgumentException("unknown preset '" + word + "'; it is one of " + known);
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
