package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  @TempDir Path folder;

  @Test
  void equalsItselfAfterWritingAndReading() throws IOException {
    Path file = folder.resolve("report.json");
    ReportFixture.full().write(file);
    assertThat(Report.read(file)).isEqualTo(ReportFixture.full());
    try (var files = Files.list(folder)) {
      assertThat(files).as("no temporary file stays").containsExactly(file);
    }
  }

  @Test
  void hasTheDocumentedShape() {
    JsonNode tree = Json.tree(ReportFixture.full());
    assertThat(tree.get("split").asText()).isEqualTo("test");
    assertThat(tree.get("users").asInt()).isEqualTo(1200);
    JsonNode grlm = tree.get("results").get(6);
    assertThat(grlm.get("name").asText()).isEqualTo("grlm");
    assertThat(grlm.get("preset").asText()).isEqualTo("small");
    assertThat(grlm.get("metrics").get("ndcg@10").asDouble()).isEqualTo(0.0581);
    assertThat(grlm.get("interval95").get("ndcg@10").toString())
        .isEqualTo("[" + (0.0581 - 0.0021) + "," + (0.0581 + 0.0023) + "]");
    assertThat(grlm.get("pairedToFloor").get("ndcg@10")).hasSize(3);
    assertThat(tree.get("identifiers").get("distinctTermsPerSlot")).hasSize(5);
    assertThat(tree.get("generation").get("grlm-free").get("validRate").asDouble())
        .isEqualTo(0.913);
    assertThat(tree.get("stages").get(0).properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("name", "seconds", "peakRssMiB", "status");
  }

  @Test
  void saysWhatEveryRowDoesForEveryGroup() {
    JsonNode slices = Json.tree(ReportFixture.full()).get("slices").get(0);
    assertThat(slices.get("by").asText()).isEqualTo("items in the history");
    assertThat(slices.get("groups").get(1).toString())
        .isEqualTo(
            "{\"name\":\"5 to 9\",\"users\":1,\"rows\":{"
                + "\"popularity\":{\"ndcg@10\":0.037,\"recall@10\":0.074},"
                + "\"grlm\":{\"ndcg@10\":0.074,\"recall@10\":0.148}}}");
  }

  @Test
  void saysWhatEveryRowDoesOverPersons() throws IOException {
    Report report = ReportFixture.overPersons();
    assertThat(Json.tree(report).get("persons").toString())
        .isEqualTo(
            "{\"persons\":800,\"rows\":{\"item-graph+terms-tuned\":{\"metrics\":"
                + "{\"ndcg@10\":0.05,\"recall@10\":0.1},\"interval95\":{\"ndcg@10\":[0.04,0.060000000000000005]}},"
                + "\"grlm\":{\"metrics\":{\"ndcg@10\":0.06,\"recall@10\":0.12},"
                + "\"interval95\":{\"ndcg@10\":[0.049999999999999996,0.06999999999999999]},"
                + "\"pairedToFloor\":{\"ndcg@10\":[-0.01,0.01,0.03]}}},"
                + "\"paired\":{\"popularity\":[0.03,0.035,0.04]}}");
    Path file = folder.resolve("report.json");
    report.write(file);
    assertThat(Report.read(file)).isEqualTo(report);
  }

  /// Neither in the file nor on the page, which are those of before there were any.
  @Test
  void saysNothingOfPersonsWhereEveryUserIsOne() throws IOException {
    assertThat(Json.tree(ReportFixture.full()).has("persons")).isFalse();
    assertThat(HtmlReport.page(ReportFixture.full())).doesNotContain("person");
    assertThatThrownBy(() -> new PersonFigures(0, Map.of(), Map.of()))
        .hasMessage("users are of 0 persons");
  }

  /// A report that was written before there were groups.
  @Test
  void needsNoGroups() throws IOException {
    Path file = changed(tree -> tree.remove("slices"));
    assertThat(Report.read(file).slices()).isEmpty();
    assertThat(HtmlReport.page(Report.read(file))).doesNotContain("id=\"slices\"");
  }

  @Test
  void leavesOutWhatDoesNotApply() {
    JsonNode tree = Json.tree(ReportFixture.full());
    assertThat(tree.get("results").get(0).has("preset")).isFalse();
    assertThat(tree.get("results").get(0).has("pairedToFloor")).isFalse();
    assertThat(tree.get("training").get(0).has("validation")).isFalse();
    assertThat(tree.get("training").get(9).has("validation")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/results/0",
        "/generation/grlm",
        "/stages/2",
        "/samples/0",
        "/dataset",
        "/slices/0"
      })
  void refusesAnUnknownKeyAtEveryLevel(String pointer) throws IOException {
    Path file = changed(tree -> ((ObjectNode) tree.at(pointer)).put("surprise", 1));
    assertThatThrownBy(() -> Report.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("surprise");
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "users", "protocol", "repeats", "dataset", "results", "stages"})
  void namesAMissingKey(String key) throws IOException {
    Path file = changed(tree -> tree.remove(key));
    assertThatThrownBy(() -> Report.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(key);
  }

  @Test
  void refusesAnIntervalOfOneNumber() throws IOException {
    Path file =
        changed(
            tree -> ((ObjectNode) tree.at("/results/0/interval95")).putArray("ndcg@10").add(0.004));
    assertThatThrownBy(() -> Report.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void namesTheValueThatCannotBe() {
    assertThatThrownBy(() -> new Report.Repeats("maybe", 0)).hasMessageContaining("maybe");
    assertThatThrownBy(() -> new Report.Repeats("forbid", 1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new Report.Slices("age", List.of())).hasMessageContaining("age");
    assertThatThrownBy(() -> new Report.Slice("old", 1, Map.of("r", Map.of("m", Double.NaN))))
        .hasMessageContaining("m of r");
    assertThatThrownBy(() -> new Report.Interval(0.3, 0.2)).hasMessageContaining("0.3");
    assertThatThrownBy(() -> Report.GenerationShares.ofOlder(0.5, Double.NaN, 0, 0))
        .hasMessageContaining("directHitRate");
    assertThatThrownBy(() -> new Report.Published("p", "s", Map.of("ndcg@10", Double.NaN)))
        .hasMessageContaining("ndcg@10 of p");
  }

  @Test
  void refusesAFloorThatIsNoRow() throws IOException {
    Path file = changed(tree -> tree.put("floor", "cellar"));
    assertThatThrownBy(() -> Report.read(file)).hasMessageContaining("cellar");
  }

  @Test
  void refusesTwoRowsOfOneName() throws IOException {
    Path file = changed(tree -> ((ObjectNode) tree.at("/results/1")).put("name", "popularity"));
    assertThatThrownBy(() -> Report.read(file)).hasMessageContaining("popularity");
  }

  @Test
  void refusesAStatisticThatIsNoPlainValue() {
    assertThatThrownBy(() -> Plain.values(Map.of("when", List.of(new Object())), "identifiers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("identifiers.when");
  }

  private Path changed(Consumer<ObjectNode> change) throws IOException {
    ObjectNode tree = (ObjectNode) Json.tree(ReportFixture.full());
    change.accept(tree);
    Path file = folder.resolve("changed.json");
    Json.write(file, tree);
    return file;
  }
}
