package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;

class Amazon2018ContractTest extends SourceContract {
  @Override
  Format format() {
    return new Amazon2018();
  }

  @Override
  void write(Path folder) throws IOException {
    AmazonFixtures.lines(
        folder,
        "All_Beauty.json",
        AmazonFixtures.verified("U1", "I1", 1),
        AmazonFixtures.old("U1", "I2", 2),
        AmazonFixtures.old("U2", "I1", 3));
    AmazonFixtures.lines(folder, "meta_All_Beauty.json", AmazonFixtures.META_2018);
  }

  @Override
  String brokenFile() {
    return "All_Beauty.json";
  }

  @Override
  String line(String id) {
    return AmazonFixtures.verified(id, "I1", 5);
  }
}
