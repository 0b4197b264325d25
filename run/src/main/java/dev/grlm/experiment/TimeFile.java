package dev.grlm.experiment;

import dev.grlm.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
            for (Map.Entry<String, Double> row : cell.rowSeconds().entrySet()) {
              writer.write(line(place, "lists of " + row.getKey(), row.getValue()));
            }
          }
        });
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
