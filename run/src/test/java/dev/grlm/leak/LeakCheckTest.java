package dev.grlm.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.leak.LeakReport.Finding;
import dev.grlm.leak.LeakReport.Verdict;
import dev.grlm.leak.LeakySystem.Positions;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house is green, and every leak that was planted is found by name.
class LeakCheckTest {
  private static final String GRAPH = "systems/leaky/graph.json";
  private static final String LISTS = "lists of leaky";

  @TempDir Path folder;
  private Dataset dataset;

  @BeforeEach
  void makeShop() throws IOException {
    dataset = DatasetReader.read(CyclicShop.of(60).write(folder.resolve("shop")));
  }

  private LeakReport check(RunConfig config, LeakSettings settings) throws IOException {
    return LeakCheck.check(
        config,
        dataset,
        SystemRun.Inputs.NONE,
        settings,
        folder.resolve("work"),
        RunListener.silent());
  }

  private LeakReport planted(
      Positions graph, Positions popularity, boolean chosen, String... settings)
      throws IOException {
    var house = new ArrayList<RecommenderSystem<?>>(List.of(new LeakySystem()));
    house.addAll(Systems.ALL);
    RunConfig config =
        ConfigFile.over(
            RunConfig.defaults(house).fitting(List.of("leaky")),
            null,
            Stream.concat(
                    Stream.of(settings),
                    Stream.of(
                        "leaky.graph=\"" + graph + "\"",
                        "leaky.popularity=\"" + popularity + "\"",
                        "leaky.chosen=" + chosen,
                        "embedding.dimensions=8",
                        "neighbors.k=3",
                        "evaluation.tuneFloor=false"))
                .toList());
    return check(config, new LeakSettings(60, 40, 1, 1));
  }

  private static List<String> leaks(LeakReport report, Split split) {
    return report.leaks().stream()
        .filter(finding -> finding.replaced() == split)
        .map(Finding::artefact)
        .toList();
  }

  @Test
  void theHouseHasNotSeenWhatItIsJudgedBy() throws IOException {
    RunConfig config =
        CyclicShop.config(
                3,
                1,
                "evaluation.tuneFloor=true",
                "sasrec.width=16",
                "sasrec.hidden=16",
                "sasrec.training.epochs=3",
                "tiger.codebook.codes=6",
                "tiger.codebook.levels=2",
                "tiger.decoder.width=16",
                "tiger.decoder.layers=1",
                "tiger.decoder.training.epochs=3",
                "letter.collaborative.epochs=1",
                "letter.codebook.levels=2",
                "letter.codebook.rqVae.hidden=[8]",
                "letter.codebook.rqVae.width=4",
                "letter.decoder.width=16",
                "letter.decoder.layers=1",
                "letter.decoder.training.epochs=3",
                "lc-rec.codebook.levels=2",
                "lc-rec.codebook.rqVae.hidden=[8]",
                "lc-rec.codebook.rqVae.width=4",
                "lc-rec.decoder.width=16",
                "lc-rec.decoder.layers=1",
                "lc-rec.decoder.training.epochs=3",
                "etegrec.vectorWidth=8",
                "etegrec.collaborative.epochs=1",
                "etegrec.codebook.levels=2",
                "etegrec.codebook.rqVae.hidden=[8]",
                "etegrec.codebook.rqVae.width=4",
                "etegrec.alternation.alignAfter=0",
                "etegrec.decoder.width=16",
                "etegrec.decoder.layers=1",
                "etegrec.tuning.epochs=3",
                "idgenrec.ids.words=1",
                "idgenrec.ids.minimumItems=1",
                "idgenrec.decoder.width=16",
                "idgenrec.decoder.layers=1",
                "idgenrec.decoder.training.epochs=3",
                "gram.ids.children=6",
                "gram.ids.depth=2",
                "gram.ids.restarts=1",
                "gram.ids.minimumItems=1",
                "gram.similar.items=3",
                "gram.similar.width=8",
                "gram.similar.collaborative.epochs=1",
                "gram.decoder.width=16",
                "gram.decoder.layers=1",
                "gram.decoder.historyLayers=1",
                "gram.decoder.training.epochs=3",
                "tricdr.width=16",
                "tricdr.hidden=16",
                "tricdr.training.epochs=3",
                "gencdr.codebook.levels=2",
                "gencdr.codebook.rqVae.hidden=[8]",
                "gencdr.codebook.rqVae.width=4",
                "gencdr.adapters.epochs=10",
                "gencdr.decoder.width=16",
                "gencdr.decoder.layers=1",
                "gencdr.decoder.training.epochs=3",
                "gencdr.updates.training.epochs=2")
            .fitting(
                List.of(
                    "grlm",
                    "sasrec",
                    "tiger",
                    "letter",
                    "lc-rec",
                    "etegrec",
                    "idgenrec",
                    "gram",
                    "tricdr",
                    "gencdr"));
    LeakReport report = check(config, new LeakSettings(50, 20, 1, 1));
    assertThat(report.complaint()).isEmpty();
    assertThat(report.users()).isEqualTo(50);
    assertThat(report.listed()).isEqualTo(20);
    assertThat(report.findings())
        .extracting(Finding::artefact)
        .contains(
            "embeddings.safetensors",
            "neighbors.tsv",
            "systems/grlm/identifiers.tsv",
            "systems/grlm/examples.jsonl",
            "systems/grlm/model/model.safetensors",
            "systems/grlm/model/curve.json",
            "systems/sasrec/model/model.safetensors",
            "systems/tiger/codes.tsv",
            "systems/tiger/model/model.safetensors",
            "systems/letter/vectors/model.safetensors",
            "systems/letter/codebook/quantizer.safetensors",
            "systems/letter/codes.tsv",
            "systems/letter/model/model.safetensors",
            "systems/lc-rec/codes.tsv",
            "systems/lc-rec/model/model.safetensors",
            "systems/etegrec/vectors/model.safetensors",
            "systems/etegrec/codes.tsv",
            "systems/etegrec/aligned/codes.tsv",
            "systems/etegrec/aligned/generator.safetensors",
            "systems/etegrec/model/model.safetensors",
            "systems/idgenrec/words.tsv",
            "systems/idgenrec/model/model.safetensors",
            "systems/gram/vectors/model.safetensors",
            "systems/gram/similar.tsv",
            "systems/gram/words.tsv",
            "systems/gram/model/model.safetensors",
            "systems/tricdr/model/model.safetensors",
            "systems/gencdr/adapted/codes.tsv",
            "systems/gencdr/joint/model.safetensors",
            "systems/gencdr/model/updates.safetensors",
            "lists of popularity",
            "lists of item-graph+terms",
            "lists of grlm",
            "lists of grlm-free",
            "lists of grlm-model",
            "systems/grlm/prior.json",
            "lists of sasrec",
            "lists of tiger",
            "lists of letter",
            "lists of lc-rec",
            "lists of etegrec",
            "lists of idgenrec",
            "lists of gram",
            "lists of tricdr",
            "lists of gencdr");
    assertThat(report.findings())
        .contains(
            new Finding("systems/grlm/prior.json", Split.TEST, Verdict.SAME),
            new Finding("systems/grlm/prior.json", Split.VALIDATION, Verdict.CHOSEN),
            new Finding("lists of grlm", Split.VALIDATION, Verdict.CHOSEN),
            new Finding("lists of grlm", Split.TEST, Verdict.SAME),
            new Finding("lists of grlm-model", Split.VALIDATION, Verdict.SAME),
            new Finding("lists of idgenrec", Split.TEST, Verdict.SAME),
            new Finding("lists of log-linear", Split.VALIDATION, Verdict.CHOSEN),
            new Finding("lists of item-graph+terms-tuned", Split.VALIDATION, Verdict.CHOSEN),
            new Finding("lists of item-graph+terms-tuned", Split.TEST, Verdict.SAME));
  }

  /// A source, a net for each of two domains, and a contrast between people who have both.
  @Test
  void whatReadsTwoDomainsHasNotSeenWhatItIsJudgedByInEither() throws IOException {
    dataset =
        DatasetReader.read(CyclicShop.of(60).ofTwoDomains().write(folder.resolve("two-domains")));
    RunConfig config =
        CyclicShop.config(
                1,
                1,
                "tricdr.width=16",
                "tricdr.hidden=16",
                "tricdr.training.epochs=3",
                "gencdr.codebook.levels=2",
                "gencdr.codebook.rqVae.hidden=[8]",
                "gencdr.codebook.rqVae.width=4",
                "gencdr.adapters.epochs=10",
                "gencdr.decoder.width=16",
                "gencdr.decoder.layers=1",
                "gencdr.decoder.training.epochs=3",
                "gencdr.updates.training.epochs=2")
            .fitting(List.of("tricdr", "gencdr"));
    LeakReport report = check(config, new LeakSettings(50, 20, 1, 1));
    assertThat(report.complaint()).isEmpty();
    assertThat(report.findings())
        .contains(
            new Finding("systems/tricdr/model/domains.json", Split.TEST, Verdict.SAME),
            new Finding("systems/tricdr/model/model.safetensors", Split.TEST, Verdict.SAME),
            new Finding("lists of tricdr", Split.TEST, Verdict.SAME),
            new Finding("systems/gencdr/adapted/codes.tsv", Split.TEST, Verdict.SAME),
            new Finding("systems/gencdr/joint/model.safetensors", Split.TEST, Verdict.SAME),
            new Finding("systems/gencdr/model/updates.safetensors", Split.TEST, Verdict.SAME),
            new Finding("lists of gencdr", Split.TEST, Verdict.SAME),
            new Finding("systems/tricdr/model/domains.json", Split.VALIDATION, Verdict.SAME));
    Path domains = folder.resolve("work/as-it-is/systems/tricdr/model/domains.json");
    assertThat(Json.read(domains).path("names").size()).isEqualTo(2);
  }

  @Test
  void aGraphCountedOnAllPositionsIsFoundInItsFileAndInTheLists() throws IOException {
    LeakReport report = planted(Positions.ALL, Positions.TRAINING, false);
    assertThat(leaks(report, Split.TEST)).containsExactly(GRAPH, LISTS);
    assertThat(leaks(report, Split.VALIDATION)).containsExactly(GRAPH, LISTS);
  }

  /// As the public code of IDGenRec does, by which its published figures are what they are.
  @Test
  void aUserIdMadeOfTheWholeSequenceIsFoundInItsFileAndInTheLists() throws IOException {
    LeakReport honest = ofUserIds(Positions.TRAINING);
    assertThat(honest.leaks()).isEmpty();
    LeakReport report = ofUserIds(Positions.ALL);
    String file = "systems/user-ids/user-ids.json";
    assertThat(leaks(report, Split.TEST)).containsExactly(file, "lists of user-ids");
    assertThat(leaks(report, Split.VALIDATION)).containsExactly(file, "lists of user-ids");
  }

  private LeakReport ofUserIds(Positions positions) throws IOException {
    var house = new ArrayList<RecommenderSystem<?>>(List.of(new UserIdSystem()));
    house.addAll(Systems.ALL);
    RunConfig config =
        ConfigFile.over(
            RunConfig.defaults(house).fitting(List.of("user-ids")),
            null,
            List.of(
                "user-ids.positions=\"" + positions + "\"",
                "embedding.dimensions=8",
                "neighbors.k=3",
                "evaluation.tuneFloor=false"));
    return check(config, new LeakSettings(60, 40, 1, 1));
  }

  @Test
  void thePopularityOfTestItemsIsFoundThoughNoFileHoldsIt() throws IOException {
    LeakReport report = planted(Positions.TRAINING, Positions.ALL, false);
    assertThat(leaks(report, Split.TEST)).containsExactly(LISTS);
    assertThat(leaks(report, Split.VALIDATION)).containsExactly(LISTS);
  }

  @Test
  void whatHasSeenValidationOnlyIsNotSaidToHaveSeenTest() throws IOException {
    LeakReport report = planted(Positions.UP_TO_VALIDATION, Positions.TRAINING, false);
    assertThat(leaks(report, Split.TEST)).isEmpty();
    assertThat(leaks(report, Split.VALIDATION)).containsExactly(GRAPH, LISTS);
  }

  @Test
  void beingChosenOnValidationExcusesNoFileAndNotTest() throws IOException {
    LeakReport report = planted(Positions.ALL, Positions.TRAINING, true);
    assertThat(leaks(report, Split.TEST)).containsExactly(GRAPH, LISTS);
    assertThat(leaks(report, Split.VALIDATION)).containsExactly(GRAPH);
  }

  /// The dataset of such a run is shuffled already, and the fits of the check have no times.
  @Test
  void aRunWithShuffledTiesIsCheckedInItsOrder() throws IOException {
    LeakReport report = planted(Positions.TRAINING, Positions.TRAINING, false, "ties=shuffle");
    assertThat(report.leaks()).isEmpty();
    assertThat(DatasetReader.read(folder.resolve("work/as-it-is/dataset")).histories())
        .isEqualTo(dataset.histories());
  }

  @Test
  void withoutAPlantedLeakItIsGreen() throws IOException {
    LeakReport report = planted(Positions.TRAINING, Positions.TRAINING, false);
    assertThat(report.leaks()).isEmpty();
    assertThat(report.findings()).contains(new Finding(LISTS, Split.TEST, Verdict.SAME));
  }
}
