package dev.grlm.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The reviews up to September 2023: `user_id`, `parent_asin`, `rating`, `timestamp`, as JSON lines
/// or as a table.
public final class Amazon2023 implements Format {
  @Override
  public String word() {
    return AmazonEdition.OF_2023.word();
  }

  @Override
  public String description() {
    return "Amazon reviews of 2023: reviews and metadata as JSON lines, or tables of ratings";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    return AmazonDetection.source(input, AmazonEdition.OF_2023);
  }
}
