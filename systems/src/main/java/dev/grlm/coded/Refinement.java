package dev.grlm.coded;

import dev.grlm.fitting.CodeFiles;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.system.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Goes on from the codes that a quantizer gave and changes them. It may leave weights from which
/// the decoder starts that is to generate them.
public interface Refinement {
  /// Stands between the quantizer's and the samples'.
  Stage stage();

  /// The codes in the end, and what they come from.
  CodeFiles files();

  /// The weights; none where the decoder starts anew.
  default Optional<Path> weights() {
    return Optional.empty();
  }

  /// Puts the weights into a decoder that has not been trained.
  ///
  /// @param symbols of each level the codes in order of the decoder's numbers, as
  ///   [dev.grlm.codebook.Codes#symbol] writes them
  default void start(TwoLevelDecoder decoder, List<List<String>> symbols) throws IOException {}
}
