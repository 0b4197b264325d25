package dev.grlm.source;

import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class TsvTableContractTest extends SourceContract {
  @Override
  Format format() {
    return Table.TSV;
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("tsv", folder);
  }

  @Override
  String brokenFile() {
    return "clicks.tsv";
  }

  @Override
  String line(String id) {
    return "A9\t\"" + id + "\"\t2014-05-13";
  }

  /// Within the quotes, so that the rest of the file seems to be quoted.
  @Override
  String truncated(String line) {
    return line.substring(0, 5);
  }
}
