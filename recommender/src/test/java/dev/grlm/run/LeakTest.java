package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that is fitted has seen what it is judged by.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakTest {
  private static final CyclicShop SHOP = CyclicShop.of(100);
  private static final int EPOCHS = 2;

  private Path folder;
  private Path run;

  @BeforeAll
  void fitOnce(@TempDir Path temporary) throws IOException {
    folder = temporary;
    run = fit("true", items -> items);
  }

  @Test
  void otherTestTargetsLeaveModelAndListsAsTheyAre() throws IOException {
    Path other = fit("test", items -> replaced(items, items.length - 1));
    assertThat(other.resolve("dataset/interactions.tsv"))
        .content()
        .isNotEqualTo(Files.readString(run.resolve("dataset/interactions.tsv")));
    for (String name :
        new String[] {
          "identifiers.tsv", "examples.jsonl", "model/model.safetensors", "recommendations.jsonl"
        }) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(run.resolve(name));
    }
    assertThat(other.resolve("report.json"))
        .content()
        .isNotEqualTo(Files.readString(run.resolve("report.json")));
  }

  /// Validation happens once, after the last epoch, so that it has nothing to choose.
  @Test
  void otherValidationTargetsLeaveTheModelAsItIs() throws IOException {
    Path other = fit("validation", items -> replaced(items, items.length - 2));
    for (String name : new String[] {"examples.jsonl", "model/model.safetensors"}) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(run.resolve(name));
    }
  }

  @Test
  void anotherTrainingItemDoesChangeTheModel() throws IOException {
    Path other = fit("training", items -> replaced(items, items.length - 3));
    assertThat(Files.readAllBytes(other.resolve("model/model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(run.resolve("model/model.safetensors")));
  }

  private Path fit(String name, UnaryOperator<int[]> change) throws IOException {
    Path data = SHOP.changed(change).write(folder.resolve(name + "-data"));
    Path fitted = folder.resolve(name);
    GrlmConfig config = CyclicShop.config(EPOCHS, EPOCHS, "evaluation.repeats=forbid");
    Grlm.fit(data, fitted, null, config, RunListener.silent()).close();
    return fitted;
  }

  /// Half the shop away, so that it is never the same item.
  private static int[] replaced(int[] items, int position) {
    items[position] = (items[position] + CyclicShop.ITEMS / 2) % CyclicShop.ITEMS;
    return items;
  }
}
