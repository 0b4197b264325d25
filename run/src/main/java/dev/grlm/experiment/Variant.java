package dev.grlm.experiment;

import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A run as an experiment varies it.
///
/// @param name of its line in the table and of its folders: small letters, digits and hyphens
/// @param settings `KEY=VALUE` each, laid over what the experiment was told
/// @param judging further ones that the report alone is made with: what is fitted is that of a
///   variant with the same settings
public record Variant(String name, List<String> settings, List<String> judging) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  public Variant {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a variant's name is of small letters, digits and hyphens, not '" + name + "'");
    }
    settings = List.copyOf(settings);
    judging = List.copyOf(judging);
  }

  public Variant(String name, List<String> settings) {
    this(name, settings, List.of());
  }

  public static Variant of(String name, String... settings) {
    return new Variant(name, List.of(settings));
  }

  /// All that tells it from others.
  List<String> told() {
    return Stream.concat(settings.stream(), judging.stream()).toList();
  }

  /// What is fitted.
  ///
  /// @throws IOException in one line, where a setting names or holds what there is not
  RunConfig over(RunConfig base) throws IOException {
    return over(base, settings);
  }

  /// By what it is judged.
  ///
  /// @param fitted with which it was fitted
  /// @throws IOException as [#over]
  RunConfig judged(RunConfig fitted) throws IOException {
    return over(fitted, judging);
  }

  private RunConfig over(RunConfig base, List<String> values) throws IOException {
    try {
      return ConfigFile.over(base, null, values);
    } catch (IOException wrong) {
      String reason = String.valueOf(wrong.getMessage()).replaceFirst("^--set: ", "");
      throw new IOException("variant '%s': %s".formatted(name, reason), wrong);
    }
  }
}
