package dev.grlm.export;

import dev.grlm.data.Dataset;
import dev.grlm.io.RunListener;
import dev.grlm.io.Table;
import dev.grlm.report.Report;
import dev.grlm.report.SavedReport;
import dev.grlm.run.RunStages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes what a fitted run came to into a file that other programs read. The lists are those of
/// evaluation: after everything before the target, nothing filled in, the catalogue as it was
/// fitted.
public final class RunExport {
  private final RunStages stages;
  private final Table.Writer parquet;
  private final RunListener listener;

  /// @param parquet writes a table as Parquet; this module knows no way to
  public RunExport(RunStages stages, Table.Writer parquet, RunListener listener) {
    this.stages = stages;
    this.parquet = parquet;
    this.listener = listener;
  }

  /// Writes `file` whole or not at all.
  ///
  /// @param replace whether a file that is there may go
  /// @return what there is to say of it, a line each
  /// @throws IOException in one line that says what to do: the file is there, or cannot be written;
  ///   the run is not fitted, or has no such row or report
  public List<String> write(ExportRequest request, Path file, boolean replace) throws IOException {
    requireFree(file, replace);
    return switch (request.what()) {
      case TARGETS -> targets(request, file);
      case METRICS -> metrics(request, file);
      case LISTS, RANKS, BEAMS -> ofRow(request, file);
    };
  }

  private static void requireFree(Path file, boolean replace) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder; give the name of a file in it");
    }
    if (Files.exists(file) && !replace) {
      throw new IOException(file + ": exists already; --replace overwrites it");
    }
  }

  private List<String> targets(ExportRequest request, Path file) throws IOException {
    var rows = new TargetRows(stages.tables().dataset(), request.split());
    var notes = new ArrayList<String>();
    if (request.format() == Format.TREC) {
      var writer = new TrecTargets();
      writer.write(file, rows.table());
      notes.addAll(writer.notes());
    } else {
      writer(request).write(file, rows.table());
    }
    notes.addFirst("%d targets of the split %s".formatted(rows.users(), request.split().word()));
    return List.copyOf(notes);
  }

  private List<String> metrics(ExportRequest request, Path file) throws IOException {
    String split = request.split().word();
    Path stored = stages.folder().report(split);
    if (Files.notExists(stored)) {
      throw new IOException(
          "%s: no such file; grlm evaluate --run %s --split %s makes it"
              .formatted(stored, stages.folder().root(), split));
    }
    var _ = SavedReport.bytes(stages.folder(), split); // refuses one that is not what was written
    var rows = new MetricRows(Report.read(stored), request.row(), stored);
    writer(request).write(file, rows.table());
    return List.of("the metrics of %d rows, from %s".formatted(rows.count(), stored));
  }

  private List<String> ofRow(ExportRequest request, Path file) throws IOException {
    Dataset dataset = stages.tables().dataset();
    try (FittedRow row = FittedRow.open(stages, request.row())) {
      var asked = new AskedRow(stages, dataset, row, request, listener);
      return switch (request.what()) {
        case LISTS -> lists(new ListRows(asked), request, file);
        case RANKS -> ranks(new RankRows(asked), request, file);
        default -> beams(new BeamRows(asked, row.generating()), request, file);
      };
    }
  }

  private List<String> lists(ListRows rows, ExportRequest request, Path file) throws IOException {
    var notes = new ArrayList<String>();
    if (request.format() == Format.TREC) {
      var writer = new TrecRun(rows.row());
      writer.write(file, rows.table());
      notes.addAll(writer.notes());
    } else {
      writer(request).write(file, rows.table());
    }
    notes.addAll(0, rows.notes());
    return List.copyOf(notes);
  }

  private List<String> ranks(RankRows rows, ExportRequest request, Path file) throws IOException {
    writer(request).write(file, rows.table());
    return rows.notes();
  }

  private List<String> beams(BeamRows rows, ExportRequest request, Path file) throws IOException {
    writer(request).write(file, rows.table());
    return rows.notes();
  }

  private Table.Writer writer(ExportRequest request) {
    return switch (request.format()) {
      case JSONL -> new JsonLines();
      case CSV -> DelimitedText.CSV.guarding(!request.raw());
      case TSV -> DelimitedText.TSV.guarding(!request.raw());
      case PARQUET -> parquet;
      case TREC -> throw new IllegalArgumentException("no TREC form of " + request.what().word());
    };
  }
}
