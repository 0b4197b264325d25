package dev.grlm.experiment;

import dev.grlm.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `times.csv`: how long each variant took. Apart from the table, which is the same whenever it is
/// made.
final class TimeFile {
  private TimeFile() {}

  static void write(Path out, List<Place> places) throws IOException {
    AtomicFile.writeText(
        out.resolve("times.csv"),
        writer -> {
          writer.write("data,variant,seed,seconds\n");
          for (Place place : places) {
            writer.write(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.1f%n",
                    CsvTable.cell(place.data()),
                    place.variant(),
                    place.seed(),
                    Cell.read(out, place).seconds()));
          }
        });
  }
}
