package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.report.Report;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllSystemsTest {
  @TempDir Path folder;

  private Cli systems(Path data, String names, String... more) {
    List<String> all =
        TinyShop.quick(
            "experiment",
            "systems",
            "--data",
            data.toString(),
            "--out",
            folder.resolve("table").toString(),
            "--systems",
            names);
    for (String setting :
        List.of(
            "sasrec.width=8",
            "sasrec.hidden=8",
            "sasrec.training.epochs=1",
            "lc-rec.recipe=qwen3",
            "tiger.codebook.quantizer=k-means",
            "tiger.decoder.width=8",
            "tiger.decoder.hidden=8",
            "tiger.decoder.slotHidden=8",
            "tiger.decoder.training.epochs=1")) {
      all.addAll(List.of("--set", setting));
    }
    all.addAll(List.of(more));
    return Cli.run(all);
  }

  private JsonNode table() throws IOException {
    return Json.read(folder.resolve("table/table.json"));
  }

  private static List<String> rows(JsonNode table) {
    var rows = new ArrayList<String>();
    for (JsonNode line : table.path("lines")) {
      rows.add(line.path("variant").asText() + " " + line.path("row").asText());
    }
    return rows;
  }

  /// What fails is named, what nobody would fit is left out, and the others are those of their
  /// reports, each beside the floor.
  @Test
  void oneThatFailsLeavesTheOthersAndMoreAreAdded() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    Cli first = systems(data, "sasrec,lc-rec,tricdr");
    assertThat(first.code()).as(first.err()).isEqualTo(1);
    assertThat(first.err()).contains("grlm: failed: shop, lc-rec, seed 42: ", "the others stand");
    assertThat(first.out()).contains("N@10 minus floor", "seconds of fit");
    assertThat(first.out()).contains("Left out: shop, tricdr: the items are not of two domains.");
    JsonNode table = table();
    Report report = Report.read(folder.resolve("table/runs/shop/sasrec/42").resolve("report.json"));
    String floor = Objects.requireNonNull(report.floor());
    assertThat(rows(table)).containsExactly("sasrec " + floor, "sasrec sasrec");
    JsonNode sasrec = table.path("lines").get(1).path("figures");
    Report.Result result = report.result("sasrec").orElseThrow();
    assertThat(sasrec.at("/ndcg@10/mean").asDouble()).isEqualTo(result.metrics().get("ndcg@10"));
    assertThat(sasrec.at("/ndcg@10/minusFirst/1").asDouble())
        .isCloseTo(
            Objects.requireNonNull(Objects.requireNonNull(result.pairedToFloor()).get("ndcg@10"))
                .mean(),
            Offset.offset(1e-12));
    assertThat(sasrec.at("/parameters/mean").asDouble()).isPositive();
    assertThat(table.path("leftOut")).hasSize(2);

    Path cell = folder.resolve("table/cells/shop/sasrec/42.json");
    var before = Files.getLastModifiedTime(cell);
    Cli more = systems(data, "sasrec,tiger");
    assertThat(more.code()).as(more.err()).isZero();
    assertThat(Files.getLastModifiedTime(cell)).isEqualTo(before);
    assertThat(rows(table())).contains("sasrec " + floor, "sasrec sasrec", "tiger tiger");
    assertThat(rows(table())).filteredOn(row -> row.endsWith(" " + floor)).hasSize(1);
    assertThat(table().has("leftOut")).isFalse();
    assertThat(folder.resolve("table/times.csv")).content().contains("shop,tiger,42,fit,");
  }

  @Test
  void withoutNamesAllAreMeant() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    Cli none = systems(data, "floor");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("'floor' learns nothing");
    Cli alone = systems(data, "tricdr");
    assertThat(alone.code()).isEqualTo(1);
    assertThat(alone.err()).contains("nothing can be fitted: ");
    assertThat(ExperimentCommand.learning()).hasSize(Systems.ALL.size() - 1).contains("tricdr");
  }
}
