package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;

class Amazon2023ContractTest extends SourceContract {
  @Override
  Format format() {
    return new Amazon2023();
  }

  @Override
  void write(Path folder) throws IOException {
    AmazonFixtures.lines(
        folder,
        "Video_Games.jsonl",
        AmazonFixtures.of2023("U1", "I1", 1),
        AmazonFixtures.of2023("U1", "I2", 2),
        AmazonFixtures.of2023("U2", "I1", 3));
    AmazonFixtures.lines(folder, "meta_Video_Games.jsonl", AmazonFixtures.META_2023);
  }

  @Override
  String brokenFile() {
    return "Video_Games.jsonl";
  }

  @Override
  String line(String id) {
    return AmazonFixtures.of2023(id, "I1", 5);
  }
}
