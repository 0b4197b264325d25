package dev.grlm.systems.lcrec;

import io.soabase.recordbuilder.core.RecordBuilder;

/// What LC-Rec's tasks beside that of sequences weigh in the loss, per prediction of a sequence. A
/// weight of 0 switches a task off.
///
/// @param codesToItem of telling the text of an item from its codes
/// @param itemToCodes of generating the codes of an item from its text
/// @param fused of telling the text of the next item; with it go histories of texts
/// @param textHistories chance that a history is read by the texts of its items in place of their
///   codes
/// @param temperature τ of the cosines by which the next text is told
/// @param items of the catalogue that are drawn for a pass of codes → item, and of item → codes
@RecordBuilder
public record TaskConfig(
    double codesToItem,
    double itemToCodes,
    double fused,
    double textHistories,
    double temperature,
    int items)
    implements TaskConfigBuilder.With {
  public static final TaskConfig DEFAULT = new TaskConfig(.2, .2, .2, .3, .07, 256);

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public TaskConfig {
    if (!(codesToItem >= 0) || !(itemToCodes >= 0) || !(fused >= 0)) {
      throw new IllegalArgumentException(
          "weights of tasks must not be negative: %s, %s, %s"
              .formatted(codesToItem, itemToCodes, fused));
    }
    if (!(textHistories >= 0 && textHistories <= 1) || !(temperature > 0) || items < 1) {
      throw new IllegalArgumentException(
          "textHistories must be in 0…1, temperature positive and items at least 1: %s, %s, %d"
              .formatted(textHistories, temperature, items));
    }
  }

  /// Whether items are drawn for a task.
  boolean draws() {
    return codesToItem > 0 || itemToCodes > 0;
  }

  /// Whether any task is on beside that of sequences.
  boolean any() {
    return draws() || fused > 0;
  }
}
