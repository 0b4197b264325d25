package dev.grlm.source;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The formats that can be converted, in the order in which they are tried: a format that is told
/// by more stands before one that is told by less.
public final class Formats {
  public static final List<Format> ALL =
      List.of(
          new NativeFormat(),
          new GrlmFormat(),
          new RecBole(),
          new MovieLens(),
          new Yelp(),
          new Amazon2023(),
          new Amazon2018(),
          new Amazon2014(),
          Table.PARQUET,
          Table.CSV,
          Table.TSV,
          Table.JSONL);

  private Formats() {}

  /// @param word what `--format` says, or null to go by the content
  /// @throws IOException in one line, when there is no such format, or the input is in none
  public static Source open(Input input, @Nullable String word) throws IOException {
    for (Format format : ALL) {
      boolean table = format instanceof Table || !Table.meant(input.columns());
      if (word == null ? table : word.equals(format.word())) {
        Source source = format.detect(input);
        if (source != null) {
          return source;
        }
      }
    }
    throw new IOException(input.path() + ": " + complaint(input, word));
  }

  private static String complaint(Input input, @Nullable String word) {
    String ofNative = word == null || word.equals("native") ? NativeFormat.complaint(input) : null;
    if (ofNative != null) {
      return ofNative;
    }
    String known = ALL.stream().map(Format::word).collect(Collectors.joining(", "));
    String found =
        input.heads().isEmpty()
            ? "no files"
            : input.heads().stream().limit(8).map(Head::name).collect(Collectors.joining(", "));
    if (word == null) {
      return "of no known format (" + known + "); found " + found;
    }
    boolean exists = ALL.stream().anyMatch(format -> format.word().equals(word));
    return exists
        ? "not of the format '" + word + "'; found " + found
        : "there is no format '" + word + "'; it is one of " + known;
  }
}
