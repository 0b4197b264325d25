package dev.grlm.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an export is written.
public enum Format {
  /// runs and judgements of the Text Retrieval Conference, as `trec_eval` reads them
  TREC,
  /// an object per row and line
  JSONL,
  PARQUET,
  CSV,
  TSV;

  /// In lower case, which is how its files end.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one that a file's name ends in.
  public static Optional<Format> of(String fileName) {
    return Arrays.stream(values())
        .filter(format -> fileName.toLowerCase(Locale.ROOT).endsWith("." + format.word()))
        .findFirst();
  }
}
