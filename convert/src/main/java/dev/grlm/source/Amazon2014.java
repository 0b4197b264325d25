package dev.grlm.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The reviews up to July 2014: `reviewerID`, `asin`, `overall`, `unixReviewTime`; metadata as
/// Python prints it, with lists of category paths.
public final class Amazon2014 implements Format {
  @Override
  public String word() {
    return AmazonEdition.OF_2014.word();
  }

  @Override
  public String description() {
    return "Amazon reviews of 2014: reviews and metadata, as JSON or as Python prints it";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    return AmazonDetection.source(input, AmazonEdition.OF_2014);
  }
}
