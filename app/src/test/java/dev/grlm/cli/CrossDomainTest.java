package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.paper.TwoDomainWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two domains of which the source decides the target.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossDomainTest {
  private static final TwoDomainWorld WORLD = new TwoDomainWorld(30, 300, 4, 7);

  private Path folder = Path.of(".");
  private JsonNode table = Json.object();

  private List<String> command(String out, String... more) {
    var all =
        new ArrayList<>(
            List.of("experiment", "cross-domain", "--out", folder.resolve(out).toString()));
    for (String setting :
        List.of(
            "small.width=32",
            "small.heads=2",
            "small.layers=1",
            "small.hidden=64",
            "small.slotHidden=32",
            "small.training.epochs=12",
            "small.training.batch=128",
            "embedding.dimensions=8",
            "evaluation.resamples=200",
            "evaluation.tuneFloor=false")) {
      all.addAll(List.of("--set", setting));
    }
    all.addAll(List.of(more));
    return all;
  }

  private static JsonNode table(Path folder) throws IOException {
    return Json.read(folder.resolve("table.json"));
  }

  @BeforeAll
  void fitOnce(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path data = WORLD.write(folder.resolve("world"));
    Cli run =
        Cli.run(
            command(
                "table",
                "--data",
                data.toString(),
                "--source",
                "cups",
                "--target",
                "teas",
                "--systems",
                "grlm,sasrec,tricdr,gencdr",
                "--set",
                "sasrec.width=32",
                "--set",
                "sasrec.dropout=0.1",
                "--set",
                "sasrec.training.epochs=40",
                "--set",
                "sasrec.training.batch=256",
                "--set",
                "tricdr.target=teas",
                "--set",
                "tricdr.width=32",
                "--set",
                "tricdr.blocks=1",
                "--set",
                "tricdr.dropout=0.1",
                "--set",
                "tricdr.contrast.tripletWeight=0.1",
                "--set",
                "tricdr.contrast.margin=1",
                "--set",
                "tricdr.training.epochs=30",
                "--set",
                "tricdr.training.learningRate=4e-3",
                "--set",
                "tricdr.training.batch=64",
                "--set",
                "gencdr.codebook.codes=12",
                "--set",
                "gencdr.codebook.levels=2",
                "--set",
                "gencdr.codebook.rqVae.hidden=[16]",
                "--set",
                "gencdr.codebook.rqVae.width=8",
                "--set",
                "gencdr.codebook.rqVae.epochs=100",
                "--set",
                "gencdr.adapters.epochs=40",
                "--set",
                "gencdr.decoder.width=32",
                "--set",
                "gencdr.decoder.heads=2",
                "--set",
                "gencdr.decoder.layers=1",
                "--set",
                "gencdr.decoder.hidden=64",
                "--set",
                "gencdr.decoder.slotHidden=64",
                "--set",
                "gencdr.decoder.dropout=0.1",
                "--set",
                "gencdr.decoder.labelSmoothing=0",
                "--set",
                "gencdr.decoder.training.epochs=40",
                "--set",
                "gencdr.decoder.training.validateEvery=10",
                "--set",
                "gencdr.decoder.training.batch=128",
                "--set",
                "gencdr.updates.training.epochs=10",
                "--set",
                "gencdr.updates.training.batch=128"));
    assertThat(run.code()).as(run.err()).isZero();
    table = table(folder.resolve("table"));
  }

  private JsonNode line(String variant, String row) {
    for (JsonNode line : table.path("lines")) {
      if (line.path("variant").asText().equals(variant) && line.path("row").asText().equals(row)) {
        return line;
      }
    }
    throw new AssertionError("no line " + variant + ", " + row);
  }

  private double figure(String variant, String row, String key) {
    return line(variant, row).path("figures").path(key).path("mean").asDouble();
  }

  /// A person has three other teas before the one that is asked for: in-domain the chance to be
  /// among the first five is 5 of 27.
  @Test
  void whoSeesTheSourceFindsTheTargetAndWhoDoesNotCannot() {
    for (String system : List.of("grlm", "sasrec", "tricdr", "gencdr")) {
      String row = system + ": teas, overlapping";
      assertThat(figure("in-domain", row, "recall@5")).isBetween(.05, .4);
      assertThat(figure("merged", row, "asked.recall@5")).isGreaterThan(.6);
      assertThat(figure("separate", row, "asked.recall@5")).isBetween(.05, .4);
      JsonNode difference =
          line("merged", row).path("figures").path("asked.ndcg@10").path("minusFirst");
      assertThat(difference.path(0).asDouble()).isGreaterThan(.3);
      assertThat(figure("merged", system + ": teas, without the other domain", "asked.recall@5"))
          .as("who has no cup is not helped")
          .isLessThan(.5);
    }
  }

  @Test
  void usersOfEveryGroupAreCountedAndTheSameInEveryReading() {
    for (String variant : List.of("in-domain", "merged", "separate")) {
      assertThat(line(variant, "grlm: teas, all").path("users").asInt()).isEqualTo(300);
      assertThat(line(variant, "grlm: teas, overlapping").path("users").asInt()).isEqualTo(240);
      assertThat(line(variant, "grlm: teas, without the other domain").path("users").asInt())
          .isEqualTo(60);
      assertThat(figure(variant, "grlm: teas, all", "ordered")).isEqualTo(1);
    }
  }

  @Test
  void ofItsDomainAloneATargetIsFoundAtLeastAsOften() {
    for (JsonNode line : table.path("lines")) {
      JsonNode figures = line.path("figures");
      assertThat(figures.path("asked.recall@10").path("mean").asDouble())
          .as(line.path("variant") + " " + line.path("row"))
          .isGreaterThanOrEqualTo(figures.path("recall@10").path("mean").asDouble() - 1e-9);
    }
  }

  /// The same words, but each domain a folder, with ids that both have; then the same once more.
  @Test
  void twoFoldersAreTwoDomains() throws IOException {
    Path cups = WORLD.write("cups", folder.resolve("cups"));
    Path teas = WORLD.write("teas", folder.resolve("teas"));
    List<String> command =
        command(
            "folders",
            "--source",
            cups.toString(),
            "--target",
            teas.toString(),
            "--systems",
            "sasrec",
            "--users",
            "overlapping",
            "--values",
            "merged",
            "--set",
            "sasrec.width=8",
            "--set",
            "sasrec.training.epochs=1");
    Cli run = Cli.run(command);
    assertThat(run.code()).as(run.err()).isZero();
    Path out = folder.resolve("folders");
    byte[] first = Files.readAllBytes(out.resolve("table.json"));
    JsonNode lines = table(out).path("lines");
    assertThat(lines.get(0).path("row").asText()).isEqualTo("sasrec: teas, all");
    assertThat(lines.get(0).path("users").asInt()).isEqualTo(240);
    assertThat(out.resolve("inputs/cups-teas/merged/42/data/items.jsonl"))
        .content()
        .contains("\"cups:i0\"", "\"teas:i0\"");
    JsonNode joined = Json.read(out.resolve("inputs/cups-teas/merged/42/joined.json"));
    assertThat(joined.path("order").asText()).isEqualTo("known");
    assertThat(joined.path("users").asText()).isEqualTo("overlapping");

    Files.delete(out.resolve("cells/cups-teas/merged/42.json"));
    assertThat(Cli.run(command).code()).isZero();
    assertThat(Files.readAllBytes(out.resolve("table.json"))).isEqualTo(first);

    Map<String, String> before = texts(out);
    Path interactions = cups.resolve("interactions.tsv");
    Files.writeString(interactions, Files.readString(interactions).replaceFirst("i\\d+", "i0"));
    Cli others = Cli.run(command);
    assertThat(others.code()).isEqualTo(1);
    assertThat(others.err()).contains("holds another experiment: another interactions.tsv");
    assertThat(texts(out)).as("nothing was written before that was known").isEqualTo(before);
  }

  /// Of all files below a folder, by their paths.
  private static Map<String, String> texts(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  @Test
  void foldersOfOneNameAreCalledOtherwise() throws IOException {
    String cups = WORLD.write("cups", folder.resolve("one/goods")).toString();
    String teas = WORLD.write("teas", folder.resolve("other/goods")).toString();
    assertWrong(
        2,
        "--source, --target: both folders are called 'goods'; name them: --source NAME=" + cups,
        "--source",
        cups,
        "--target",
        teas);
    assertWrong(
        2,
        "--source: '.cups' cannot be the name of a folder",
        "--source",
        ".cups=" + cups,
        "--target",
        teas);
    Cli run =
        Cli.run(
            command(
                "named",
                "--source",
                "cups=" + cups,
                "--target",
                teas,
                "--systems",
                "sasrec",
                "--values",
                "merged",
                "--set",
                "sasrec.width=8",
                "--set",
                "sasrec.training.epochs=1"));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode line = table(folder.resolve("named")).path("lines").path(0);
    assertThat(line.path("data").asText()).isEqualTo("cups-goods");
    assertThat(line.path("row").asText()).isEqualTo("sasrec: goods, all");
  }

  /// The same folder under another question: nothing that is done answers it.
  @Test
  void otherUsersOrDomainsAreAnotherExperiment() throws IOException {
    Path out = folder.resolve("again");
    assertThat(Cli.run(small("again", "cups", "teas")).code()).isZero();
    byte[] first = Files.readAllBytes(out.resolve("table.json"));
    assertThat(table(out).path("lines").path(0).path("users").asInt()).isEqualTo(300);

    Cli whom = Cli.run(small("again", "cups", "teas", "--users", "overlapping"));
    assertThat(whom.code()).isEqualTo(1);
    assertThat(whom.err())
        .contains("holds another experiment: users is overlapping, was all; --replace");
    Cli swapped = Cli.run(small("again", "teas", "cups"));
    assertThat(swapped.code()).isEqualTo(1);
    assertThat(swapped.err())
        .contains("holds another experiment: source is teas, was cups, target is cups, was teas;");
    assertThat(Files.readAllBytes(out.resolve("table.json"))).isEqualTo(first);

    Cli anew = Cli.run(small("again", "cups", "teas", "--users", "overlapping", "--replace"));
    assertThat(anew.code()).as(anew.err()).isZero();
    assertThat(table(out).path("lines").path(0).path("users").asInt()).isEqualTo(240);
  }

  /// One epoch of a small SASRec of the world.
  private List<String> small(String out, String source, String target, String... more) {
    List<String> small =
        command(
            out,
            "--data",
            folder.resolve("world").toString(),
            "--source",
            source,
            "--target",
            target,
            "--systems",
            "sasrec",
            "--values",
            "merged",
            "--set",
            "sasrec.width=8",
            "--set",
            "sasrec.training.epochs=1");
    small.addAll(List.of(more));
    return small;
  }

  @Test
  void whatIsAskedForWronglyEndsWithOneLine() {
    String data = folder.resolve("world").toString();
    assertWrong(2, "Missing required option: '--source=DOMAIN'", "--data", data);
    assertWrong(
        2, "are one domain, 'teas'", "--data", data, "--source", "teas", "--target", "teas");
    assertWrong(
        1,
        "no item is of the domain 'mugs'",
        "--data",
        data,
        "--source",
        "mugs",
        "--target",
        "teas");
    assertWrong(1, "no such folder", "--source", "nowhere", "--target", "teas");
    assertWrong(1, "the two domains, --data says", "--source", "nowhere", "--target", "teas");
    assertWrong(
        2,
        "'cups?' has a tab, a line break or another control character",
        "--data",
        data,
        "--source",
        "cups\t",
        "--target",
        "teas");
    Cli other = Cli.run("experiment", "beams", "--data", data, "--out", "x", "--source", "cups");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("are for cross-domain, not for beams");
  }

  private void assertWrong(int code, String message, String... more) {
    Cli run = Cli.run(command("wrong", more));
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
  }
}
