package dev.grlm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// What is written about the settings of a record: in `settings.properties` beside it, for what
/// stands in the comments of a record is gone when the program runs.
final class SettingNotes {
  private static final String NAME = "settings.properties";
  private static final String RANGE = ".range";
  private static final String SOURCE = ".source";

  private final String record;
  private final Properties notes;

  private SettingNotes(String record, Properties notes) {
    this.record = record;
    this.notes = notes;
  }

  /// Of a record whose package says nothing there are none.
  static SettingNotes of(Class<?> record) {
    var notes = new Properties();
    try (InputStream stream = record.getResourceAsStream(NAME)) {
      if (stream != null) {
        notes.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(record.getPackageName() + "/" + NAME, broken);
    }
    return new SettingNotes(record.getSimpleName(), notes);
  }

  /// Empty where nothing is said.
  String meaning(String component) {
    return notes.getProperty(record + "." + component, "");
  }

  String range(String component) {
    return notes.getProperty(record + "." + component + RANGE, "");
  }

  String source(String component) {
    String own = record + "." + component + SOURCE;
    return notes.getProperty(own, notes.getProperty(record + SOURCE, ""));
  }

  /// Components of which something is said, whether the record has them or not.
  Set<String> components() {
    var found = new TreeSet<String>();
    for (String key : notes.stringPropertyNames()) {
      if (key.startsWith(record + ".") && !key.equals(record + SOURCE)) {
        found.add(key.substring(record.length() + 1).replaceFirst("\\..*", ""));
      }
    }
    return found;
  }
}
