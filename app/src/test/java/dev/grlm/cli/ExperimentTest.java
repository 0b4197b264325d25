package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  @TempDir Path folder;

  private List<String> command(String name, String... more) {
    List<String> all =
        TinyShop.quick("experiment", name, "--out", folder.resolve("table").toString());
    all.addAll(List.of(more));
    return all;
  }

  /// Every kind of variant that is more than settings: Term IDs made of another run's, a page,
  /// other data.
  @Test
  void whatIsMoreThanSettingsIsMadeAndMeasured() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    Cli compressed = Cli.run(command("compression", "--data", data.toString(), "--values", "9"));
    assertThat(compressed.code()).as(compressed.err()).isZero();
    assertThat(compressed.out().lines())
        .anyMatch(line -> line.startsWith("as-named"))
        .anyMatch(line -> line.startsWith("terms-9") && line.contains("  9  "));

    Cli other = Cli.run(command("length", "--data", data.toString(), "--values", "2"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err())
        .contains("holds another experiment: it is 'length', was 'compression'", "--replace");

    var study = new ArrayList<>(command("case-study", "--data", "mine=" + data, "--replace"));
    study.addAll(List.of("--format", "csv"));
    Cli pages = Cli.run(study);
    assertThat(pages.code()).as(pages.err()).isZero();
    assertThat(pages.out().lines().skip(1))
        .hasSize(2)
        .allMatch(line ->
            line.startsWith("mine,beside-neighbors,grlm,") || line.startsWith("mine,alone,grlm,"));
    assertThat(folder.resolve("table/pages/mine/alone/42/items.html"))
        .content()
        .contains("and its neighbors");
    assertThat(folder.resolve("table/cells/shop")).doesNotExist();

    Cli cold =
        Cli.run(command("cold-start", "--data", data.toString(), "--replace", "--values", "2"));
    assertThat(cold.code()).as(cold.err()).isZero();
    assertThat(cold.out().lines().map(line -> line.replaceAll("  .*", ""))).contains("held-out-2");
    assertThat(cold.out()).contains("grlm", "terms", "likeness of text", "chance, expected");
  }

  /// Two that are told the same are two by what they are given, and another system is a line, too.
  @Test
  void onlyTheIdentifierDiffers() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    var command = new ArrayList<>(command("identifiers", "--data", data.toString()));
    command.addAll(List.of("--values", "terms-by-lot,text-k-means", "--format", "csv"));
    command.addAll(List.of("--set", "tiger.decoder.width=8", "--set", "tiger.decoder.hidden=8"));
    command.addAll(List.of("--set", "tiger.decoder.slotHidden=8"));
    command.addAll(List.of("--set", "tiger.decoder.training.epochs=1"));
    Cli run = Cli.run(command);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().skip(1).map(line -> line.replaceAll("^shop,(.*?,.*?),.*", "$1")))
        .containsExactly("terms,grlm", "terms-by-lot,grlm", "text-k-means,tiger");
    Path runs = folder.resolve("table/runs/shop");
    String own = "42/systems/grlm/identifiers.tsv";
    assertThat(Files.readAllLines(runs.resolve("terms-by-lot").resolve(own)))
        .isNotEqualTo(Files.readAllLines(runs.resolve("terms").resolve(own)));
    assertThat(runs.resolve("text-k-means/42/systems/grlm")).doesNotExist();
    assertThat(runs.resolve("terms/42/systems/grlm/model/config.json"))
        .content()
        .contains("\"width\" : 8", "\"steps\" : 0");
  }

  @Test
  void whatIsAskedForWronglyEndsWithOneLine() throws IOException {
    Path there = Files.createDirectories(folder.resolve("there"));
    assertThat(Cli.run("experiment").out()).contains("ablation", "numbers of beams");
    assertWrong("no experiment is called 'table9'; there are in-domain, ", "table9");
    assertWrong("Missing required option: '--data=[NAME=]DIR'", "beams");
    assertWrong("--values: grounding takes no values", "grounding", "--values", "1");
    assertWrong(
        "--data: two are called 'there'; name them",
        "beams",
        "--data",
        there.toString(),
        "--data",
        there.toString());
    assertWrong("--data: '../x' cannot be the name of a folder", "beams", "--data", "../x=y");
    assertWrong("--seeds must be at least 1", "beams", "--data", "x", "--seeds", "0");
  }

  private void assertWrong(String message, String name, String... more) {
    Cli run = Cli.run(command(name, more));
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
