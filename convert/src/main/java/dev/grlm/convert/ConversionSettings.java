package dev.grlm.convert;

import dev.grlm.prepare.Rules;
import dev.grlm.source.Columns;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is converted, and how.
///
/// @param origins one or more inputs; see [Rules] for what their ids mean
/// @param out the native folder to be made; must not exist, unless `replace`
/// @param format word of the format, or null: told by the content
/// @param cleanText whether HTML entities and tags become plain text
/// @param strict whether the first line that cannot be taken ends the work
/// @param mostFaults largest share of lines of an input that may be dropped
/// @param memoryMiB what the database may hold in memory; the JVM's heap comes on top
/// @param temporary where a check keeps its database, or null: the system's folder for such files;
///   a conversion works beside `out`
/// @param checkOnly whether nothing is to be written but the figures
@RecordBuilder
public record ConversionSettings(
    List<Origin> origins,
    Path out,
    boolean replace,
    @Nullable String format,
    Columns columns,
    Rules rules,
    boolean cleanText,
    boolean strict,
    double mostFaults,
    int memoryMiB,
    int threads,
    @Nullable Path temporary,
    boolean checkOnly)
    implements ConversionSettingsBuilder.With {
  public static final int DEFAULT_MEMORY_MIB = 2200;
  public static final double DEFAULT_MOST_FAULTS = 0.1;
  public static final int DEFAULT_THREADS = 2;

  /// A file or folder.
  ///
  /// @param domain set on every item that comes from it, empty where the input says it itself
  public record Origin(Path path, String domain) {}

  public ConversionSettings {
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to convert");
    }
    if (!(mostFaults >= 0 && mostFaults <= 1)) {
      throw new IllegalArgumentException("the share of faults must be in 0 … 1, is " + mostFaults);
    }
    if (memoryMiB < 100 || threads < 1) {
      throw new IllegalArgumentException(
          "at least 100 MiB and one thread: " + memoryMiB + ", " + threads);
    }
  }

  /// `path` into `out` with the defaults.
  public static ConversionSettings of(Path path, Path out) {
    return new ConversionSettings(
        List.of(new Origin(path, "")),
        out,
        false,
        null,
        Columns.GUESSED,
        Rules.DEFAULT,
        true,
        false,
        DEFAULT_MOST_FAULTS,
        DEFAULT_MEMORY_MIB,
        DEFAULT_THREADS,
        null,
        false);
  }

  public ConversionSettings with(Rules newRules) {
    return withRules(newRules);
  }

  public ConversionSettings from(List<Origin> newOrigins) {
    return withOrigins(newOrigins);
  }
}
