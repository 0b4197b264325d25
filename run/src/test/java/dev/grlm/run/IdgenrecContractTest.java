package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.idgenrec.IdgenrecSystem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

class IdgenrecContractTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new IdgenrecSystem();
  }

  /// What another item has already, a copy cannot have.
  @Override
  protected boolean namesByText() {
    return false;
  }

  /// A small decoder, and more.
  static List<String> with(String... more) {
    return Stream.concat(
            Stream.of(
                "idgenrec.ids.words=1",
                "idgenrec.ids.minimumItems=1",
                "idgenrec.decoder.width=16",
                "idgenrec.decoder.layers=1",
                "idgenrec.decoder.hidden=32",
                "idgenrec.decoder.slotHidden=16",
                "idgenrec.decoder.training.epochs=2",
                "idgenrec.decoder.training.batch=64",
                "idgenrec.decoder.training.validateEvery=1"),
            Stream.of(more))
        .toList();
  }

  @Override
  protected List<String> settings() throws IOException {
    return with("idgenrec.ids.most=3");
  }
}
