package dev.grlm.finetuning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which weights are trained.
public enum Method {
  /// all of them
  FULL,
  /// low-rank adapters, folded into the weights when saved
  LORA;

  /// @throws IllegalArgumentException naming the word and what it may be
  @JsonCreator
  public static Method parse(String word) {
    for (Method method : values()) {
      if (method.word().equals(word)) {
        return method;
      }
    }
    List<String> known = Arrays.stream(values()).map(Method::word).toList();
    throw new IllegalArgumentException("unknown method '" + word + "'; it is one of " + known);
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
