package dev.grlm.experiment;

import dev.grlm.io.AtomicFile;
import dev.grlm.page.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// `times.csv`: how long each variant took, and its rows to recommend for all users. Apart from the
/// table, which is the same whenever it is made.
final class TimeFile {
  private TimeFile() {}

  static void write(Path out, List<Place> places) throws IOException {
    AtomicFile.writeText(
        out.resolve("times.csv"),
        writer -> {
          writer.write("data,variant,seed,of,seconds\n");
          for (Place place : places) {
            Cell cell = Cell.read(out, place);
            writer.write(line(place, "all", cell.seconds()));
            if (cell.fitSeconds() != null) {
              writer.write(line(place, "fit", cell.fitSeconds()));
            }
            for (Map.Entry<String, Double> row : cell.rowSeconds().entrySet()) {
              writer.write(line(place, "lists of " + row.getKey(), row.getValue()));
            }
          }
        });
  }

  /// Seconds of fitting the systems, the mean over the seeds, as a person reads them; what was
  /// taken from another run counts as it did there.
  static TextTable shown(Path out, List<Place> places) throws IOException {
    SequencedMap<List<String>, List<Cell>> cells = new LinkedHashMap<>();
    for (Place place : places) {
      cells
          .computeIfAbsent(List.of(place.data(), place.variant()), _ -> new ArrayList<>())
          .add(Cell.read(out, place));
    }
    var table = new TextTable().text("data").text("variant").number("seconds of fit");
    for (Map.Entry<List<String>, List<Cell>> entry : cells.entrySet()) {
      double sum =
          entry.getValue().stream()
              .mapToDouble(cell -> cell.fitSeconds() == null ? Double.NaN : cell.fitSeconds())
              .sum();
      double mean = sum / entry.getValue().size();
      table.row(
          entry.getKey().getFirst(),
          entry.getKey().getLast(),
          Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, "%.1f", mean));
    }
    return table;
  }

  private static String line(Place place, String of, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%s,%.1f%n",
        CsvTable.cell(place.data()),
        place.variant(),
        place.seed(),
        CsvTable.cell(of),
        seconds);
  }
}
