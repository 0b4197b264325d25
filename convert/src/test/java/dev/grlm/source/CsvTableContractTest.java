package dev.grlm.source;

import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class CsvTableContractTest extends SourceContract {
  @Override
  Format format() {
    return Table.CSV;
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("csv", folder);
  }

  @Override
  String brokenFile() {
    return "clicks.csv";
  }

  @Override
  String line(String id) {
    return "A9," + id + ",1400000000,5";
  }

  /// Half a rating is still a rating, so that the cut must come before it.
  @Override
  String truncated(String line) {
    return line.substring(0, 4);
  }
}
