package dev.grlm.source;

import dev.grlm.io.Json;
import dev.grlm.testkit.ForeignData;
import java.io.IOException;
import java.nio.file.Path;

class YelpContractTest extends SourceContract {
  @Override
  Format format() {
    return new Yelp();
  }

  @Override
  void write(Path folder) throws IOException {
    ForeignData.write("yelp", folder);
  }

  @Override
  String brokenFile() {
    return "yelp_academic_dataset_review.json";
  }

  @Override
  String line(String id) {
    return "{\"review_id\": \"r\", \"user_id\": \"A9\", \"business_id\": "
        + Json.line(id)
        + ", \"stars\": 5.0, \"date\": \"2014-05-13 16:53:20\"}";
  }
}
