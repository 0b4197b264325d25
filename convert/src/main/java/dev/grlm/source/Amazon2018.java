package dev.grlm.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The reviews up to October 2018: the keys of 2014 with `verified`, `vote` and `style`; metadata
/// with one category path.
public final class Amazon2018 implements Format {
  @Override
  public String word() {
    return AmazonEdition.OF_2018.word();
  }

  @Override
  public String description() {
    return "Amazon reviews of 2018: reviews and metadata as JSON lines";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    return AmazonDetection.source(input, AmazonEdition.OF_2018);
  }
}
