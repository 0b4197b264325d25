package dev.grlm.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The category paths of an item. Immutable.
///
/// @param first from the root down
/// @param more what the other paths name and the first does not, each name once
record CategoryPaths(List<String> first, List<String> more) {
  static final CategoryPaths NONE = new CategoryPaths(List.of(), List.of());

  /// Empty paths are left out.
  static CategoryPaths of(List<List<String>> all) {
    List<List<String>> paths = all.stream().filter(path -> !path.isEmpty()).toList();
    if (paths.isEmpty()) {
      return NONE;
    }
    Set<String> more = new LinkedHashSet<>();
    paths.stream().skip(1).forEach(more::addAll);
    paths.getFirst().forEach(more::remove);
    return new CategoryPaths(paths.getFirst(), List.copyOf(more));
  }
}
