package dev.grlm.run;

import dev.grlm.chat.TinyTextToText;
import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.idgenrec.IdgenrecSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// IDGenRec whose names a T5 writes, with drawn weights: their words are noise.
class IdgenrecTagsContractTest extends SystemContract {
  private static final List<String> WORDS = List.of("mug", "kettle", "oak", "red", "blue", "large");

  @TempDir private static Path folder;

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
  protected List<String> settings() throws IOException {
    Path t5 = folder.resolve("t5");
    if (Files.notExists(t5)) {
      TinyTextToText.write(t5, WORDS, 3);
    }
    return List.of(
        "idgenrec.ids.from=tags",
        "idgenrec.ids.tags.checkpoint=" + Json.line(t5.toString()),
        "idgenrec.ids.tags.names=3",
        "idgenrec.ids.words=1",
        "idgenrec.ids.most=4",
        "idgenrec.ids.minimumItems=1",
        "idgenrec.lengthExponents=[0]", // the contract takes the most probable leaf for the best
        "idgenrec.decoder.width=16",
        "idgenrec.decoder.layers=1",
        "idgenrec.decoder.hidden=32",
        "idgenrec.decoder.slotHidden=16",
        "idgenrec.decoder.training.epochs=2",
        "idgenrec.decoder.training.batch=64",
        "idgenrec.decoder.training.validateEvery=1");
  }
}
