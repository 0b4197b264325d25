package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;

class Amazon2014ContractTest extends SourceContract {
  @Override
  Format format() {
    return new Amazon2014();
  }

  @Override
  void write(Path folder) throws IOException {
    AmazonFixtures.lines(
        folder,
        "reviews_Beauty_5.json",
        AmazonFixtures.old("U1", "I1", 1),
        AmazonFixtures.old("U1", "I2", 2),
        AmazonFixtures.old("U2", "I1", 3));
    AmazonFixtures.lines(folder, "meta_Beauty.json", AmazonFixtures.META_2014);
  }

  @Override
  String brokenFile() {
    return "reviews_Beauty_5.json";
  }

  @Override
  String line(String id) {
    return AmazonFixtures.old("U", id, 5);
  }
}
