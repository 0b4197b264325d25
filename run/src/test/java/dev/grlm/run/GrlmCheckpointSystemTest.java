package dev.grlm.run;

import dev.grlm.embed.TinyCheckpoint;
import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.testkit.TinyBytePair;
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
      checkpoint = TinyCheckpoint.write(folder.resolve("checkpoint"), TinyBytePair.shop(), 24, 3);
    }
    return List.of(
        "preset=qwen3",
        "workers=1",
        "terms.length=2",
        "qwen3.checkpoint=" + Json.line(checkpoint.toString()),
        "qwen3.historyItems=4",
        "qwen3.training.epochs=1",
        "qwen3.training.batch=16");
  }
}
