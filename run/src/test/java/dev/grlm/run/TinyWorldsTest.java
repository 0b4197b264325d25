package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The least that can be fitted.
class TinyWorldsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"small", "flat", "qwen3", "qwen3-parity"})
  void oneUserOfFourItemsIsEnough(String preset) throws IOException {
    var shop = new CyclicShop(List.of(new int[] {1, 2, 3, 4}));
    try (Grlm grlm = fit(shop, config(preset))) {
      assertThat(grlm.recommendFor("u0", 5)).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "flat", "qwen3", "qwen3-parity"})
  void withoutAnySequenceTheModelLearnsNamesOnly(String preset) throws IOException {
    var shop = new CyclicShop(List.of(new int[] {1, 2, 3}));
    try (Grlm grlm = fit(shop, config(preset))) {
      assertThat(grlm.recommendFor("u0", 5)).hasSize(5);
    }
  }

  @Test
  void withoutAnyTargetThereIsNothingToChooseBy() {
    var shop = new CyclicShop(List.of(new int[] {1, 2}, new int[] {2, 3}));
    assertThatThrownBy(() -> fit(shop, CyclicShop.config(1, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "no user has a validation target (by leave-one-out that takes 3 items)")
        .message()
        .doesNotContain("\n");
  }

  /// A preset that fine-tunes gets a checkpoint to do it to.
  private RunConfig config(String preset) throws IOException {
    Path checkpoint = CyclicCheckpoint.write(folder.resolve("checkpoint"), 24);
    String named = ".checkpoint=" + Json.line(checkpoint.toString());
    return CyclicShop.config(1, 1, "workers=1", "qwen3" + named, "qwen3Parity" + named)
        .withRecipe(preset);
  }

  private Grlm fit(CyclicShop shop, RunConfig config) throws IOException {
    Path data = shop.write(folder.resolve("data"));
    return Grlm.fit(
        data, folder.resolve("run"), config, SystemRun.Inputs.NONE, RunListener.silent());
  }
}
