package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two shops of 24 items and 30 users each, of the same ids: what is joined is told apart.
class JointTrainingTest {
  @TempDir Path folder;

  private Path shop(String name) throws IOException {
    return TinyShop.write(folder.resolve(name));
  }

  private Cli joint(String out, String... more) {
    List<String> all =
        TinyShop.quick("experiment", "joint", "--out", folder.resolve(out).toString());
    all.addAll(List.of(more));
    return Cli.run(all);
  }

  /// Term IDs of the joined catalogue: those of the second shop begin with `prefix`.
  private Path terms(String prefix) throws IOException {
    var lines = new ArrayList<String>();
    List<String> own = TinyShop.termIds();
    lines.add(own.getFirst());
    for (String line : own.subList(1, own.size())) {
      String[] cells = line.split("\t", -1);
      lines.add("cups:" + line);
      lines.add(
          "teas:"
              + cells[0]
              + String.join(
                  "",
                  IntStream.range(1, cells.length)
                      .mapToObj(cell -> "\t" + prefix + cells[cell])
                      .toList()));
    }
    return Files.write(folder.resolve("terms" + prefix + ".tsv"), lines);
  }

  private JsonNode line(String out, String variant, String row) throws IOException {
    JsonNode table = Json.read(folder.resolve(out).resolve("table.json"));
    for (JsonNode line : table.path("lines")) {
      if (line.path("variant").asText().equals(variant) && line.path("row").asText().equals(row)) {
        return line.path("figures");
      }
    }
    throw new AssertionError("no line " + variant + ", " + row + ": " + table);
  }

  private static int count(JsonNode figures, String key) {
    return figures.path(key).path("mean").asInt();
  }

  /// Five terms of an item, of 1 + 6 + 4 + 1 + 24 different ones in a shop.
  private static final int TERMS = 36;

  @Test
  void disjointVocabulariesAddUpAndNothingCollides() throws IOException {
    String[] command = {
      "--data",
      "cups=" + shop("a"),
      "--data",
      "teas=" + shop("b"),
      "--term-ids",
      terms("x").toString(),
      "--values",
      "30,36/72"
    };
    Cli run = joint("table", command);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode all = line("table", "joint", "grlm: all domains");
    assertThat(count(all, "terms")).isEqualTo(2 * TERMS);
    assertThat(count(all, "shared")).isZero();
    assertThat(count(all, "colliding")).isZero();
    assertThat(count(all, "users")).isEqualTo(2 * TinyShop.USERS);
    for (String domain : List.of("cups", "teas")) {
      String row = "grlm: " + domain + ", all";
      JsonNode joint = line("table", "joint", row);
      JsonNode alone = line("table", "alone-" + domain, row);
      assertThat(count(joint, "terms")).isEqualTo(TERMS).isEqualTo(count(alone, "terms"));
      assertThat(count(joint, "users")).isEqualTo(TinyShop.USERS);
      JsonNode difference = joint.at("/asked.ndcg@10/minusFirst/1");
      assertThat(difference.asDouble())
          .isCloseTo(
              joint.at("/asked.ndcg@10/mean").asDouble()
                  - alone.at("/asked.ndcg@10/mean").asDouble(),
              within(1e-9));
      assertThat(alone.at("/asked.ndcg@10").has("minusFirst")).isFalse();
      assertThat(alone.at("/asked.ndcg@10/mean")).isEqualTo(alone.at("/ndcg@10/mean"));
    }
    assertThat(count(line("table", "joint", "grlm: teas, all"), "soFar")).isEqualTo(2 * TERMS);
    assertThat(count(line("table", "terms-30", "grlm: all domains"), "terms")).isEqualTo(30);
    JsonNode half = line("table", "terms-36-of-72", "grlm: cups, all");
    assertThat(half.at("/ndcg@10").has("minusFirst")).isTrue();
    assertThat(count(line("table", "terms-36-of-72", "grlm: all domains"), "terms")).isEqualTo(36);
    assertThat(run.out())
        .contains(
            "grlm has 72 terms in all domains, 0 of them in several; by domain they are 72"
                + " together, of the models alone 72. Added in order: cups +36, teas +36.");
    assertThat(folder.resolve("table/pages/joint/joint/42/vocabulary-grlm.tsv"))
        .content()
        .endsWith("all\t48\t72\t\t72\t0\t0\t0\n");

    // Nothing is done twice, and the bytes are the same.
    byte[] before = Files.readAllBytes(folder.resolve("table/table.json"));
    Files.delete(folder.resolve("table/cells/joint/alone-teas/42.json"));
    Cli again = joint("table", command);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("3 of 5: joint, alone-teas").doesNotContain("2 of 5: ");
    assertThat(Files.readAllBytes(folder.resolve("table/table.json"))).isEqualTo(before);
  }

  /// Twins in two shops have one identifier, and a system without words has no vocabulary.
  @Test
  void theSameTermsAreSharedAndCollideAcross() throws IOException {
    Cli run =
        joint(
            "table",
            "--data",
            "cups=" + shop("a"),
            "--data",
            "teas=" + shop("b"),
            "--systems",
            "grlm,sasrec",
            "--set",
            "sasrec.training.epochs=1",
            "--term-ids",
            terms("").toString(),
            "--values",
            "20");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode all = line("table", "joint", "grlm: all domains");
    assertThat(count(all, "terms")).isEqualTo(TERMS).isEqualTo(count(all, "shared"));
    assertThat(count(all, "across")).isEqualTo(2 * TinyShop.ITEMS);
    assertThat(count(line("table", "alone-cups", "grlm: cups, all"), "colliding")).isZero();
    assertThat(line("table", "joint", "sasrec: cups, all").has("terms")).isFalse();
    assertThat(folder.resolve("table/runs/joint/terms-20/42/systems/sasrec")).doesNotExist();
  }

  @Test
  void whoIsTheSamePersonIsOneHistoryWhereTimesAreKnown() throws IOException {
    Cli untimed =
        joint("no", "--data", "a=" + shop("a"), "--data", "b=" + shop("b"), "--same-users");
    assertThat(untimed.code()).isEqualTo(1);
    assertThat(untimed.err()).contains("is in several domains, and without times nobody knows");

    Path first = timed("c", 0, 50);
    Path second = timed("d", 50, 0);
    Cli run =
        joint(
            "table",
            "--data",
            "cups=" + first,
            "--data",
            "teas=" + second,
            "--same-users",
            "--values",
            "10");
    assertThat(run.code()).as(run.err()).isZero();
    // Every other person visits the second shop last, and is asked for something of it.
    for (String domain : List.of("cups", "teas")) {
      String row = "grlm: " + domain + ", overlapping";
      assertThat(count(line("table", "joint", row), "users")).isEqualTo(TinyShop.USERS / 2);
      assertThat(line("table", "joint", row).at("/asked.ndcg@10").has("minusFirst")).isTrue();
    }
    assertThat(folder.resolve("table/inputs/joint/joint/42/data/interactions.tsv"))
        .content()
        .contains("u1\tcups:i1\t0\t0\n", "u1\tteas:i6\t11\t55\n");
  }

  /// @param odd time of the first event of every other user
  /// @param even of the rest
  private Path timed(String name, int odd, int even) throws IOException {
    Path data = shop(name);
    List<String> lines = Files.readAllLines(data.resolve("interactions.tsv"));
    var withTimes = new ArrayList<>(List.of("user\titem\ttimestamp"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      int start = Integer.parseInt(cells[0].substring(1)) % 2 == 1 ? odd : even;
      withTimes.add(cells[0] + "\t" + cells[1] + "\t" + (start + Integer.parseInt(cells[2])));
    }
    Files.write(data.resolve("interactions.tsv"), withTimes);
    return data;
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    String one = "a=" + shop("a");
    String two = "b=" + shop("b");
    assertWrong("joint is of two data sets at least", "--data", one);
    assertWrong(
        "a share of the terms is below 1, not '9/8'",
        "--data",
        one,
        "--data",
        two,
        "--values",
        "9/8");
    assertWrong("--source, --target and --users are for", "--data", one, "--source", "a");
    Cli other = Cli.run("experiment", "length", "--data", one, "--out", "x", "--same-users");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--same-users is for joint, not for length");
  }

  private void assertWrong(String message, String... more) {
    Cli run = joint("wrong", more);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
