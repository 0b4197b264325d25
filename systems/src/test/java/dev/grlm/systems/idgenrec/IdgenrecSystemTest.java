package dev.grlm.systems.idgenrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.decode.Among;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Identifying;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.FittedStages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files.
class IdgenrecSystemTest {
  private static final List<String> TITLES =
      List.of(
          "red mug",
          "red mug large",
          "oak table",
          "red lamp",
          "oak chair",
          "tea",
          "red mug",
          "oak lamp",
          "tea mug",
          "large oak table",
          "lamp",
          "tea table");
  private static final IdgenrecSystem SYSTEM = new IdgenrecSystem();

  @TempDir Path folder;

  private static Dataset world() {
    Dataset cyclic = ToyWorlds.cyclic(TITLES.size(), 24, 9);
    var items =
        cyclic.catalog().items().stream()
            .map(item -> Item.titled(item.id(), TITLES.get(Integer.parseInt(item.id()))))
            .toList();
    return new Dataset(new Catalog(items), cyclic.histories(), cyclic.counts());
  }

  private static IdgenrecSettings settings(int epochs, Double... exponents) {
    var decoder =
        new CodeDecoderConfig(
            16,
            1,
            2,
            32,
            16,
            6,
            .1,
            0,
            Among.BRANCHES,
            new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs));
    return new IdgenrecSettings(
        TextualIdConfig.KEYWORDS.withWords(1).withMost(3).withMinimumItems(1),
        List.of(exponents),
        decoder);
  }

  private SystemRun<IdgenrecSettings> run(String name, IdgenrecSettings settings)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), world());
    return new SystemRun<>(
        SYSTEM.name(),
        "default",
        settings,
        RunSettings.DEFAULT,
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  /// Everybody goes round: who learns words learns the next item.
  @Test
  void itLearnsToSayTheWordsOfTheNextItem() throws IOException {
    SystemRun<IdgenrecSettings> run = run("learns", settings(40, 0., 1.));
    FittedStages.fit(SYSTEM, run);
    try (FittedSystem fitted = SYSTEM.open(run, List.of())) {
      var validation =
          new Evaluator(run.dataset(), EvaluationSettings.of(Split.VALIDATION, true))
              .objective(Metric.NDCG_10);
      assertThat(validation.applyAsDouble(fitted.recommender())).isGreaterThan(.9);
      assertThat(fitted.rows().stream().map(Row::name))
          .containsExactly("idgenrec", "idgenrec-free");
      assertThat(fitted.rows()).allMatch(Row::chosenOnValidation);
      assertThat(((Identifying) fitted).identifiers().lengths().fixed()).isFalse();
    }
    assertThat(Json.read(run.folder().resolve("length.json")).at("/validation/tried")).hasSize(2);
  }

  @Test
  void noEndIsSeenInListsTreesAndFiles() throws IOException {
    SystemRun<IdgenrecSettings> run = run("shown", settings(2, 0.));
    FittedStages.fit(SYSTEM, run);
    assertThat(run.folder().resolve("length.json")).doesNotExist();
    try (FittedSystem fitted = SYSTEM.open(run, List.of())) {
      assertThat(fitted.rows()).noneMatch(Row::chosenOnValidation);
      Query query = Query.of(new int[] {0, 1}, 12, true);
      List<Recommendation> list = fitted.recommender().recommend(List.of(query)).getFirst();
      assertThat(list).hasSize(12);
      assertThat(list.stream().map(Recommendation::generated))
          .allMatch(one -> one != null && one.symbols().stream().noneMatch(String::isBlank));
      var explained = ((Explaining) fitted).explain(query);
      assertThat(nodes(explained.beams())).noneMatch(node -> node.text().isBlank());
      assertThat(nodes(explained.beams()).filter(node -> node.grounding() != null)).hasSize(12);
    }
    String examples = Files.readString(run.examples());
    assertThat(examples).doesNotContain("  ").contains(" | ");
  }

  private static Stream<BeamNode> nodes(List<BeamNode> roots) {
    return roots.stream().flatMap(node -> Stream.concat(Stream.of(node), nodes(node.children())));
  }

  @Test
  void givenIdentifiersOfAnyLengthAreTaken() throws IOException {
    Path given =
        Files.writeString(
            folder.resolve("tags.tsv"),
            "item\tterm1\tterm2\tterm3\n5\tGreen Tea\tleaves\t\n0\tcup\t\t\nelse\tx\ty\tz\n");
    IdgenrecSettings told = settings(1, 0.);
    SystemRun<IdgenrecSettings> run =
        run("given", told.withIds(told.ids().withFile(given.toString())));
    FittedStages.fit(SYSTEM, run);
    var identifiers =
        TermIdFile.identifiersOfAnyLength(
            run.folder().resolve("words.tsv"), run.dataset().catalog());
    assertThat(identifiers.of(5)).isEqualTo(Identifier.of("green-tea", "leaves"));
    assertThat(identifiers.of(0)).isEqualTo(Identifier.of("cup"));
    assertThat(identifiers.of(2).symbols()).containsExactly("table");
  }

  @Test
  void aGivenFileIsLookedAtBeforeAnyStage() throws IOException {
    String missing = folder.resolve("none.tsv").toString();
    assertThatThrownBy(() -> SYSTEM.require(run("missing", given(missing))))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
    Path wide = folder.resolve("wide.tsv");
    String columns =
        String.join("\t", Stream.iterate(1, i -> i + 1).limit(11).map(i -> "term" + i).toList());
    Files.writeString(wide, "item\t" + columns + "\n");
    assertThatThrownBy(() -> SYSTEM.require(run("wide", given(wide.toString()))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            wide + ": up to 11 words per item; at most 10 can be used: leave the last columns out");
  }

  private static IdgenrecSettings given(String file) {
    IdgenrecSettings told = settings(1, 0.);
    return told.withIds(told.ids().withFile(file));
  }
}
