package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which catalogues get approximate neighbors, and what the run says about them.
class NeighborStageTest {
  private static final int USERS = 60;

  @TempDir Path folder;

  private RunFolder neighbors(String name, int approximateAbove) throws IOException {
    Path data = CyclicShop.of(USERS).write(folder.resolve("data-" + name));
    RunConfig config =
        ConfigFile.over(
            CyclicShop.config(1, 1),
            null,
            List.of("neighbors.approximateAbove=" + approximateAbove));
    var run = new RunFolder(folder.resolve(name));
    var stages = new RunStages(run, config, RunListener.silent());
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    return run;
  }

  private static Map<String, Long> counts(RunFolder run) throws IOException {
    return Objects.requireNonNull(Manifest.read(run.manifest()).stages().get("neighbors")).counts();
  }

  @Test
  void onlyLargerCataloguesAreSearchedApproximately() throws IOException {
    int items = CyclicShop.ITEMS;
    RunFolder exact = neighbors("exact", items);
    RunFolder approximate = neighbors("approximate", items - 1);
    assertThat(counts(exact)).isEmpty();
    assertThat(counts(approximate))
        .containsEntry("recall@5 of approximate neighbors, per mille", 1_000L)
        .containsEntry("items that recall was measured on", (long) items);
    // So few items are all candidates: nothing can be missed.
    assertThat(approximate.neighbors()).hasSameBinaryContentAs(exact.neighbors());
  }
}
