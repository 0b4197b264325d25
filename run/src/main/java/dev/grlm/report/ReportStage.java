package dev.grlm.report;

import dev.grlm.data.Split;
import dev.grlm.io.RunListener;
import dev.grlm.stage.OpenSystems;
import dev.grlm.stage.StageRunner;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The last stage: all systems → the report of a split, its page, the ranks of the targets and, on
/// test, RUN/recommendations.jsonl.
///
/// @param inputs files that the systems are opened from
/// @param systems names with recipes, as the report shows them
/// @param asked by system what its answers hang on beside its files; empty for none
/// @param runner whose manifest tells of the stages before
public record ReportStage(
    RunFolder folder,
    RunSettings settings,
    RunTables tables,
    List<Path> inputs,
    Map<String, String> systems,
    Map<String, Object> asked,
    StageRunner runner,
    RunListener listener) {

  /// Opens the systems when the work begins.
  @FunctionalInterface
  public interface Opening {
    OpenSystems open() throws IOException;
  }

  public Stage stage(Split split, Opening opening) {
    var outputs = new ArrayList<Path>();
    outputs.add(folder.report(split.word()));
    outputs.add(folder.page(split.word()));
    outputs.add(folder.ranks(split.word()));
    if (split == Split.TEST) {
      outputs.add(folder.recommendations());
    }
    return Stage.of(
        name(split),
        told(),
        inputs,
        outputs,
        () -> {
          try (OpenSystems opened = opening.open()) {
            new Judging(folder, settings, tables, runner.manifest(), listener).write(split, opened);
          }
          return new TreeMap<>();
        });
  }

  private Map<String, Object> told() {
    var told =
        new TreeMap<String, Object>(
            Map.of(
                "evaluation", settings.evaluation(),
                "decoding", settings.decoding().told(),
                "seed", settings.seed(),
                "systems", systems));
    if (!asked.isEmpty()) {
      told.put("asked", asked);
    }
    return told;
  }

  static String name(Split split) {
    return split == Split.TEST ? "report" : "report-" + split.word();
  }
}
