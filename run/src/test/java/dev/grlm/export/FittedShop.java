package dev.grlm.export;

import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A run of a shop whose model has learnt next to nothing, so that its free beams are of every
/// kind, and whose users are more than one batch: 30 persons who are two of them each, and ten who
/// are one.
final class FittedShop {
  static final int USERS = 70;
  static final int PERSONS = 40;

  private final Path folder;
  private final Path run;
  private final RunConfig config;

  private FittedShop(Path folder, Path run, RunConfig config) {
    this.folder = folder;
    this.run = run;
    this.config = config;
  }

  static FittedShop fit(Path folder) throws IOException {
    Path data = CyclicShop.of(USERS).write(folder.resolve("data"));
    namePersons(data.resolve("interactions.tsv"));
    RunConfig config =
        ConfigFile.over(
            CyclicShop.config(
                1,
                1,
                "embedding.dimensions=4",
                "small.width=8",
                "small.hidden=8",
                "small.slotHidden=8",
                "small.maxSteps=3",
                "evaluation.validationUsers=3",
                "evaluation.resamples=20",
                "evaluation.groups=[\"color\"]"),
            null,
            List.of());
    Path run = folder.resolve("run");
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
    return new FittedShop(folder, run, config);
  }

  private static void namePersons(Path interactions) throws IOException {
    List<String> rows = Files.readAllLines(interactions);
    rows.replaceAll(row -> {
      String user = row.substring(0, row.indexOf('\t'));
      return row + "\t" + (user.equals("user") ? "person" : person(user));
    });
    Files.write(interactions, rows);
  }

  /// Empty for the last ten, who are themselves.
  static String person(String user) {
    int number = Integer.parseInt(user.substring(1));
    return number < 60 ? "p" + number % 30 : "";
  }

  Path run() {
    return run;
  }

  RunConfig config() {
    return config;
  }

  Report report() throws IOException {
    return Report.read(run.resolve("report.json"));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /// An export on test, and what is said of it.
  List<String> export(What what, Format format, String row, OptionalInt k, Path file)
      throws IOException {
    var request =
        new ExportRequest(
            what, format, row.isEmpty() ? Optional.empty() : Optional.of(row), Split.TEST, k);
    return export().write(request, file, false);
  }

  RunExport export() throws IOException {
    var stages = new RunStages(new RunFolder(run), config, RunListener.silent());
    return new RunExport(
        stages,
        (file, _) -> {
          throw new AssertionError("nobody asked for Parquet: " + file);
        },
        RunListener.silent());
  }

  /// The lines of a fresh export.
  List<String> lines(What what, Format format, String row, OptionalInt k) throws IOException {
    Path file = Files.createTempDirectory(folder, "export").resolve("file");
    export(what, format, row, k, file);
    return Files.readAllLines(file);
  }

  /// One of the objects that a line of JSON holds.
  static <T> T parsed(String line, Class<T> type) throws IOException {
    return Json.convert(Json.parse(line), type);
  }
}
