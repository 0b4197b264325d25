package dev.grlm.systems.lcrec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The wordings of questions, several for each kind; those of `templates.txt`. Immutable and
/// thread-safe.
final class Templates {
  private static final String FILE = "templates.txt";

  private final Map<LessonKind, List<String>> wordings = new EnumMap<>(LessonKind.class);

  Templates() {
    for (LessonKind kind : LessonKind.values()) {
      wordings.put(kind, new ArrayList<>());
    }
    try (InputStream stream = Templates.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(stream, FILE).readAllBytes();
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void add(String line) {
    int colon = line.indexOf(": ");
    of(LessonKind.parse(line.substring(0, colon))).add(line.substring(colon + 2));
  }

  private List<String> of(LessonKind kind) {
    return Objects.requireNonNull(wordings.get(kind));
  }

  /// Those of a kind that ask by what an item has.
  ///
  /// @param titled whether it has a title
  /// @param described whether it has a description
  List<String> of(LessonKind kind, boolean titled, boolean described) {
    return of(kind).stream()
        .filter(words -> titled || !words.contains("{title}"))
        .filter(words -> described || !words.contains("{description}"))
        .toList();
  }

  /// A wording in parts: words, and slots by themselves.
  static List<String> parts(String wording) {
    return Arrays.asList(wording.split("(?=\\{)|(?<=\\})"));
  }
}
