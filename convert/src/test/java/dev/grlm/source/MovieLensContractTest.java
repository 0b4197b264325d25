package dev.grlm.source;

import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class MovieLensContractTest extends SourceContract {
  @Override
  Format format() {
    return new MovieLens();
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("movielens", folder);
  }

  @Override
  String brokenFile() {
    return "ratings.csv";
  }

  @Override
  String line(String id) {
    return "9," + id + ",5.0,1400000000";
  }

  /// Half a time is still a time, so that the cut must come before it.
  @Override
  String truncated(String line) {
    return line.substring(0, 4);
  }
}
