package dev.grlm.experiment;

import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// A run as an experiment varies it.
///
/// @param name of its line in the table and of its folders: small letters, digits and hyphens
/// @param settings `KEY=VALUE` each, laid over what the experiment was told
public record Variant(String name, List<String> settings) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  public Variant {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a variant's name is of small letters, digits and hyphens, not '" + name + "'");
    }
    settings = List.copyOf(settings);
  }

  public static Variant of(String name, String... settings) {
    return new Variant(name, List.of(settings));
  }

  /// @throws IOException in one line, where a setting names or holds what there is not
  RunConfig over(RunConfig base) throws IOException {
    try {
      return ConfigFile.over(base, null, settings);
    } catch (IOException wrong) {
      String reason = String.valueOf(wrong.getMessage()).replaceFirst("^--set: ", "");
      throw new IOException("variant '%s': %s".formatted(name, reason), wrong);
    }
  }
}
