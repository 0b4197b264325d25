package dev.grlm.source;

import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class NativeFormatContractTest extends SourceContract {
  @Override
  Format format() {
    return new NativeFormat();
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("native", folder);
  }

  @Override
  String brokenFile() {
    return "interactions.tsv";
  }

  @Override
  String line(String id) {
    return "A9\t" + id + "\t1400000000";
  }

  /// Half a time is still a time, so that the cut must come before it.
  @Override
  String truncated(String line) {
    return line.substring(0, 4);
  }
}
