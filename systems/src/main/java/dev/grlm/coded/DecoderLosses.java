package dev.grlm.coded;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// What a decoder over codes is trained on beside the codes of the next items.
@FunctionalInterface
public interface DecoderLosses {
  /// Nothing else.
  DecoderLosses NONE = _ -> List.of();

  /// @param items the step that each item of the catalogue is, with the item's index as its number
  /// @throws IOException in one line, when what they are made of cannot be read
  List<StepLoss> losses(List<Step> items) throws IOException;

  /// Files that are read, beside those of dataset, codes and samples.
  default List<Path> inputs() {
    return List.of();
  }

  /// What of all this the settings of the stage say, beside those of the decoder.
  default SortedMap<String, Object> settings() {
    return Collections.emptySortedMap();
  }
}
