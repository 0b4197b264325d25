package dev.grlm.system;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What the rows of a system are in a report.
public enum RowKind {
  /// learns nothing: what everything is compared with
  FLOOR,
  /// learns
  SYSTEM,
  /// made of other systems' scores
  FUSION;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
