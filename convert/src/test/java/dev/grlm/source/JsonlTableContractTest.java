package dev.grlm.source;

import dev.grlm.io.Json;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class JsonlTableContractTest extends SourceContract {
  @Override
  Format format() {
    return Table.JSONL;
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("jsonl", folder);
  }

  @Override
  String brokenFile() {
    return "clicks.jsonl";
  }

  @Override
  String line(String id) {
    return "{\"user\": \"A9\", \"item\": " + Json.line(id) + ", \"time\": 1400000000}";
  }
}
