package dev.grlm.convert;

import dev.grlm.convert.ConversionSettings.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the sources of a conversion are called: as their domain, and where none was given, as their
/// file or folder, numbered where two are called the same.
final class SourceNames {
  private SourceNames() {}

  /// In order; inputs of one domain are one source. A single input without a domain has no name.
  static List<String> of(List<Origin> origins) {
    if (origins.size() == 1) {
      return List.of(origins.getFirst().domain());
    }
    Set<String> taken = new HashSet<>();
    origins.forEach(origin -> taken.add(origin.domain()));
    var names = new ArrayList<String>();
    for (Origin origin : origins) {
      names.add(origin.domain().isEmpty() ? free(fileName(origin), taken) : origin.domain());
    }
    return List.copyOf(names);
  }

  private static String fileName(Origin origin) {
    String name = String.valueOf(origin.path().toAbsolutePath().normalize().getFileName());
    String plain = name.replaceFirst("(?<=.)\\.\\w+(\\.gz)?$", "");
    return plain
        .codePoints()
        .map(point -> Character.isISOControl(point) ? '_' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }
}
