package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.letter.LetterSystem;
import java.util.List;
import java.util.stream.Stream;

class LetterContractTest extends SystemContract {
  /// Few codes, soon made, and what else there is to say.
  static List<String> with(String... more) {
    List<String> codes =
        List.of(
            "letter.collaborative.hidden=8",
            "letter.collaborative.epochs=2",
            "letter.collaborative.batch=64",
            "letter.codebook.codes=6",
            "letter.codebook.levels=2",
            "letter.codebook.rqVae.hidden=[8]",
            "letter.codebook.rqVae.width=4",
            "letter.codebook.rqVae.epochs=2",
            "letter.codebook.rqVae.validateEvery=1");
    return Stream.concat(codes.stream(), Stream.of(more)).toList();
  }

  @Override
  protected RecommenderSystem<?> system() {
    return new LetterSystem();
  }

  @Override
  protected List<String> settings() {
    return with(
        "letter.decoder.width=16",
        "letter.decoder.layers=1",
        "letter.decoder.hidden=32",
        "letter.decoder.slotHidden=16",
        "letter.decoder.training.epochs=2",
        "letter.decoder.training.batch=64",
        "letter.decoder.training.validateEvery=1");
  }
}
