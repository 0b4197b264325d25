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

  private static final int SHOWN = 5;

  private Formats() {}

  /// @param word what `--format` says, or null to go by the content
  /// @throws IOException in one line, when there is no such format, or the input is in none
  public static Source open(Input input, @Nullable String word) throws IOException {
    for (Format format : ALL) {
      boolean table = format instanceof Table || !Table.meant(input.columns());
      if (word == null ? table : word.equals(format.word())) {
        Source source = format.detect(input);
        if (source != null) {
          return NotedSource.of(source, input);
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
    boolean exists = word == null || ALL.stream().anyMatch(format -> format.word().equals(word));
    if (!exists) {
      return "there is no format '" + word + "'; it is one of " + known;
    }
    return (word == null ? "cannot be read: " : "not of the format '" + word + "': ") + seen(input);
  }

  /// What the files are, the first few of them.
  private static String seen(Input input) {
    if (input.heads().isEmpty()) {
      return "there are no files"
          + (input.passedOver().isEmpty()
              ? ""
              : ", only folders ("
                  + String.join(", ", input.passedOver())
                  + "), which are entered where they are called key=value; --from names one");
    }
    String seen =
        input.heads().stream()
            .limit(SHOWN)
            .map(head -> head.name() + " " + FileSight.complaint(head, input.columns()))
            .collect(Collectors.joining(" · "));
    int more = input.heads().size() - SHOWN;
    return more <= 0 ? seen : seen + " · and " + more + " more files";
  }
}
