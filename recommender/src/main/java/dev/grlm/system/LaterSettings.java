package dev.grlm.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.util.Set;

/// Settings that came when there were runs already. A stage names one only where it is not what was
/// done before there was the setting: runs that were made before are as they were.
public final class LaterSettings {
  private LaterSettings() {}

  /// What a stage says of its settings.
  ///
  /// @param settings a record
  /// @param asBefore those of its keys that change nothing of what was done before
  /// @return the settings without these keys
  public static ObjectNode told(Object settings, Set<String> asBefore) {
    var tree = (ObjectNode) Json.tree(settings);
    for (String key : asBefore) {
      if (tree.remove(key) == null) {
        throw new IllegalArgumentException(
            "%s has no key '%s'".formatted(settings.getClass().getSimpleName(), key));
      }
    }
    return tree;
  }
}
