package dev.grlm.run;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.idgenrec.IdgenrecSystem;
import java.util.List;

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

  @Override
  protected List<String> settings() {
    return List.of(
        "idgenrec.ids.words=1",
        "idgenrec.ids.most=3",
        "idgenrec.ids.minimumItems=1",
        "idgenrec.decoder.width=16",
        "idgenrec.decoder.layers=1",
        "idgenrec.decoder.hidden=32",
        "idgenrec.decoder.slotHidden=16",
        "idgenrec.decoder.training.epochs=2",
        "idgenrec.decoder.training.batch=64",
        "idgenrec.decoder.training.validateEvery=1");
  }
}
