package dev.grlm.run;

import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.lcrec.LcRecSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// LC-Rec by the recipe whose language model learns codes as words, its adapters with them.
class LcRecCheckpointContractTest extends SystemContract {
  @TempDir private static Path folder;
  private @Nullable Path checkpoint;

  @Override
  protected RecommenderSystem<?> system() {
    return new LcRecSystem();
  }

  @Override
  protected List<String> settings() throws IOException {
    if (checkpoint == null) {
      checkpoint = CyclicCheckpoint.ofCodes(folder.resolve("checkpoint"), 16);
    }
    return List.of(
        "preset=qwen3",
        "workers=1",
        "decoding.beams=10",
        "decoding.freeBeams=4",
        "lc-rec.codebook.codes=6",
        "lc-rec.codebook.levels=2",
        "lc-rec.codebook.rqVae.hidden=[8]",
        "lc-rec.codebook.rqVae.width=4",
        "lc-rec.codebook.rqVae.epochs=2",
        "lc-rec.codebook.rqVae.validateEvery=1",
        "lc-rec.languageModel.checkpoint=" + Json.line(checkpoint.toString()),
        "lc-rec.languageModel.method=lora",
        "lc-rec.languageModel.rank=2",
        "lc-rec.languageModel.historyItems=2",
        "lc-rec.languageModel.nextTitles=4",
        "lc-rec.languageModel.titleHistories=4",
        "lc-rec.languageModel.requests=32",
        "lc-rec.languageModel.training.epochs=1",
        "lc-rec.languageModel.training.batch=64");
  }
}
