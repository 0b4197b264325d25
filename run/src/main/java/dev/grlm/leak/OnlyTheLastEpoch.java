package dev.grlm.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.run.RunConfig;

/// A configuration under which validation has nothing to choose: every training validates once,
/// after its last epoch, and whether repeats are recommended is said and not found out.
final class OnlyTheLastEpoch {
  private static final String EPOCHS = "epochs";
  private static final String STEPS = "steps";
  private static final String VALIDATE_EVERY = "validateEvery";

  private OnlyTheLastEpoch() {}

  /// @param epochs of every training at most
  /// @param repeats whether items of a history may be recommended
  static RunConfig of(RunConfig config, int epochs, boolean repeats) {
    ObjectNode tree = config.tree();
    shorten(tree, epochs);
    ((ObjectNode) tree.path("evaluation")).put("repeats", repeats ? "allow" : "forbid");
    return RunConfig.of(config.house(), tree);
  }

  /// Wherever in the tree a training is told how long it lasts.
  private static void shorten(JsonNode tree, int epochs) {
    if (tree instanceof ObjectNode object && object.has(EPOCHS)) {
      int fewer = Math.min(epochs, object.path(EPOCHS).asInt());
      object.put(EPOCHS, fewer);
      if (object.has(VALIDATE_EVERY)) {
        object.put(VALIDATE_EVERY, fewer);
      }
      if (object.has(STEPS)) {
        object.put(STEPS, 0);
      }
    }
    tree.forEach(inner -> shorten(inner, epochs));
  }
}
