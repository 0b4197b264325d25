package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
          "systems/grlm/identifiers.tsv",
          "systems/grlm/examples.jsonl",
          "systems/grlm/model/model.safetensors",
          "recommendations.jsonl"
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
    for (String name :
        new String[] {"systems/grlm/examples.jsonl", "systems/grlm/model/model.safetensors"}) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(run.resolve(name));
    }
  }

  @Test
  void anotherTrainingItemDoesChangeTheModel() throws IOException {
    Path other = fit("training", items -> replaced(items, items.length - 3));
    assertThat(Files.readAllBytes(other.resolve("systems/grlm/model/model.safetensors")))
        .isNotEqualTo(Files.readAllBytes(run.resolve("systems/grlm/model/model.safetensors")));
  }

  /// The first three items are training, the next two validation, the rest test.
  @Test
  void whatIsInLaterPartsLeavesTheModelAsItIs() throws IOException {
    Path cut = fitParts("cut", items -> items);
    Path other = fitParts("cut-other", items -> replacedFrom(items, 3));
    for (String name :
        new String[] {"systems/grlm/examples.jsonl", "systems/grlm/model/model.safetensors"}) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(cut.resolve(name));
    }
    Path later = fitParts("cut-later", items -> replacedFrom(items, 6));
    for (String name :
        new String[] {"recommendations.jsonl", "systems/grlm/model/model.safetensors"}) {
      assertThat(later.resolve(name)).hasSameBinaryContentAs(cut.resolve(name));
    }
    assertThat(later.resolve("dataset/interactions.tsv"))
        .content()
        .isNotEqualTo(Files.readString(cut.resolve("dataset/interactions.tsv")));
    var report = Json.read(cut.resolve("report.json"));
    assertThat(report.path("users").asInt()).isEqualTo(SHOP.longerThan(5));
    assertThat(report.path("protocol").asText()).contains("'part'").doesNotContain("Leave-one-out");
  }

  private static int[] replacedFrom(int[] items, int position) {
    for (int place = position; place < items.length; place++) {
      replaced(items, place);
    }
    return items;
  }

  private Path fitParts(String name, UnaryOperator<int[]> change) throws IOException {
    Path data = SHOP.changed(change).write(folder.resolve(name + "-data"));
    Path table = data.resolve("interactions.tsv");
    List<String> rows = Files.readAllLines(table);
    Files.write(table, rows.stream().map(row -> row + '\t' + part(row)).toList());
    return fit(name, data);
  }

  private static String part(String row) {
    String position = row.substring(row.lastIndexOf('\t') + 1);
    if (position.equals("position")) {
      return "part";
    }
    int place = Integer.parseInt(position);
    return place < 3 ? "training" : place < 5 ? "validation" : "test";
  }

  private Path fit(String name, UnaryOperator<int[]> change) throws IOException {
    return fit(name, SHOP.changed(change).write(folder.resolve(name + "-data")));
  }

  private Path fit(String name, Path data) throws IOException {
    Path fitted = folder.resolve(name);
    RunConfig config = CyclicShop.config(EPOCHS, EPOCHS, "evaluation.repeats=forbid");
    Grlm.fit(data, fitted, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
    return fitted;
  }

  /// Half the shop away, so that it is never the same item.
  private static int[] replaced(int[] items, int position) {
    items[position] = (items[position] + CyclicShop.ITEMS / 2) % CyclicShop.ITEMS;
    return items;
  }
}
