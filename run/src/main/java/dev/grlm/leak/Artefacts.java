package dev.grlm.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files that the stages of a fitted run left, by path, with their SHA-256.
record Artefacts(RunFolder folder, Map<String, String> hashes) {
  /// The dataset holds the targets themselves, so its log and what is said of its size are left
  /// out.
  private static final List<String> LEFT_OUT =
      List.of("dataset/interactions.tsv", "dataset/split.json");

  /// What a training says of how it was judged on validation.
  private static final List<String> JUDGED = List.of("validation", "bestScore");

  static Artefacts of(RunFolder folder) throws IOException {
    var hashes = new TreeMap<String, String>();
    Manifest.read(folder.manifest())
        .stages()
        .values()
        .forEach(stage -> hashes.putAll(stage.outputs()));
    LEFT_OUT.forEach(hashes::remove);
    return new Artefacts(folder, hashes);
  }

  /// Whether the file is the same in both, to the last byte.
  boolean same(String path, Artefacts other) {
    String hash = hashes.get(path);
    return hash != null && hash.equals(other.hashes.get(path));
  }

  /// Whether the file is in both, and says the same but for what was measured or chosen on
  /// validation.
  boolean sameButJudged(String path, Artefacts other) throws IOException {
    return hashes.containsKey(path)
        && other.hashes.containsKey(path)
        && path.endsWith(".json")
        && unjudged(Json.read(folder.root().resolve(path)))
            .equals(unjudged(Json.read(other.folder.root().resolve(path))));
  }

  private static JsonNode unjudged(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.remove(JUDGED);
    }
    tree.forEach(Artefacts::unjudged);
    return tree;
  }
}
