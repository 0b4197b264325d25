package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;

class Amazon2014MetadataContractTest extends SourceContract {
  @Override
  Format format() {
    return new Amazon2014();
  }

  @Override
  void write(Path folder) throws IOException {
    AmazonFixtures.lines(folder, "reviews_Beauty.json", AmazonFixtures.old("U1", "I1", 1));
    AmazonFixtures.lines(
        folder,
        "meta_Beauty.json",
        AmazonFixtures.META_2014,
        AmazonFixtures.META_2014,
        AmazonFixtures.META_2014);
  }

  @Override
  String brokenFile() {
    return "meta_Beauty.json";
  }

  @Override
  String line(String id) {
    return "{'asin': '" + id.replace("\u0000", "\\x00") + "', 'title': 'A'}";
  }
}
