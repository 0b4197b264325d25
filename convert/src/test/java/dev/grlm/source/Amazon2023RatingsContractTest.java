package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;

class Amazon2023RatingsContractTest extends SourceContract {
  @Override
  Format format() {
    return new Amazon2023();
  }

  @Override
  void write(Path folder) throws IOException {
    AmazonFixtures.lines(
        folder,
        "Video_Games.csv",
        "user_id,parent_asin,rating,timestamp",
        "U1,I1,5.0,1",
        "U1,I2,4.0,2",
        "U2,I1,3.0,3");
  }

  @Override
  String brokenFile() {
    return "Video_Games.csv";
  }

  @Override
  String line(String id) {
    return id + ",I1,4.0,1588687728923";
  }

  /// A time that lost its last digits is a time still.
  @Override
  String truncated(String line) {
    return line.substring(0, line.indexOf(",4.0"));
  }
}
