package dev.grlm.run;

import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// GRLM by the recipe whose model writes pieces of terms: identifiers are of different lengths.
class GrlmCheckpointSystemTest extends SystemContract {
  @TempDir private static Path folder;
  private @Nullable Path checkpoint;

  @Override
  protected RecommenderSystem<?> system() {
    return new GrlmSystem();
  }

  @Override
  protected List<String> settings() throws IOException {
    if (checkpoint == null) {
      checkpoint = CyclicCheckpoint.write(folder.resolve("checkpoint"), 16);
    }
    return List.of(
        "preset=qwen3",
        "workers=1",
        "terms.length=2",
        "qwen3.checkpoint=" + Json.line(checkpoint.toString()),
        "decoding.beams=10",
        "decoding.freeBeams=4",
        "qwen3.historyItems=3",
        "qwen3.training.epochs=1",
        "qwen3.training.batch=16");
  }
}
