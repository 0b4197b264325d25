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
/// @param runner whose manifest tells of the stages before
public record ReportStage(
    RunFolder folder,
    RunSettings settings,
    RunTables tables,
    List<Path> inputs,
    Map<String, String> systems,
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
        Map.of(
            "evaluation", settings.evaluation(),
            "decoding", settings.decoding(),
            "seed", settings.seed(),
            "systems", systems),
        inputs,
        outputs,
        () -> {
          try (OpenSystems opened = opening.open()) {
            new Judging(folder, settings, tables, runner.manifest(), listener).write(split, opened);
          }
          return new TreeMap<>();
        });
  }

  static String name(Split split) {
    return split == Split.TEST ? "report" : "report-" + split.word();
  }
}
