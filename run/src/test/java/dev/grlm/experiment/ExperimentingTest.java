package dev.grlm.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Folders;
import dev.grlm.io.Json;
import dev.grlm.report.PersonFigures;
import dev.grlm.report.Report;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.IfFinished;
import dev.grlm.run.RunConfig;
import dev.grlm.stage.FolderLock;
import dev.grlm.stage.RecordingListener;
import dev.grlm.stage.RecordingListener.Killed;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real runs of a second, of a shop with a known rule.
class ExperimentingTest {
  private static final CyclicShop SHOP = CyclicShop.of(30);
  private static final List<String> FILES =
      List.of("table.json", "table.csv", "table.tex", "index.html", "experiment.json");

  @TempDir Path folder;
  private Path data = Path.of(".");

  @BeforeEach
  void makeShop() throws IOException {
    data = SHOP.write(folder.resolve("shop"));
  }

  private static RunConfig config(String... more) throws IOException {
    var settings =
        new ArrayList<>(
            List.of(
                "sasrec.width=8",
                "sasrec.hidden=8",
                "sasrec.training.epochs=1",
                "sasrec.training.batch=64"));
    settings.addAll(List.of(more));
    return CyclicShop.config(1, 1, settings.toArray(String[]::new)).fitting(List.of("sasrec"));
  }

  private Experimenting experiment(Experiment experiment, RunConfig config, String out, int seeds) {
    return experiment(experiment, config, out, seeds, List.of());
  }

  private Experimenting experiment(
      Experiment experiment, RunConfig config, String out, int seeds, List<Path> shared) {
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("shop", data);
    List<Long> all = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      all.add(seed);
    }
    return new Experimenting(
        experiment,
        config,
        List.of(),
        folders,
        all,
        SystemRun.Inputs.NONE,
        shared,
        folder.resolve(out));
  }

  private static ExperimentTable run(Experimenting experiment, RecordingListener listener)
      throws IOException {
    return experiment.run(IfFinished.REFUSE, listener);
  }

  private Map<String, String> files(String out) throws IOException {
    var files = new TreeMap<String, String>();
    for (String name : FILES) {
      files.put(name, Files.readString(folder.resolve(out).resolve(name)));
    }
    return files;
  }

  @Test
  void killedAnywhereItGoesOnToTheSameBytes() throws IOException {
    var epochs = TwoVariants.of("sasrec.width=16");
    var listener = new RecordingListener();
    ExperimentTable table = run(experiment(epochs, config(), "whole", 1), listener);
    assertThat(table.lines()).hasSize(2);
    assertThat(listener.statuses)
        .as("the second variant trains and is judged, the rest is shared")
        .containsEntry("embed", "unchanged")
        .containsEntry("sasrec/train", "done")
        .containsEntry("report", "done");

    // Before anything, in the first training, between the two, in the second report.
    for (int kill : List.of(1, 6, 8, 14)) {
      String out = "killed-" + kill;
      assertThatThrownBy(() -> run(experiment(epochs, config(), out, 1), killedAtStage(kill)))
          .isInstanceOf(Killed.class);
      run(experiment(epochs, config(), out, 1), new RecordingListener());
      assertThat(files(out)).as("killed at stage " + kill).isEqualTo(files("whole"));
    }
    var again = new RecordingListener();
    run(experiment(epochs, config(), "whole", 1), again);
    assertThat(again.statuses).as("nothing was even looked at").isEmpty();
  }

  /// @param number of the stage, over all variants, from 1
  private static RecordingListener killedAtStage(int number) {
    return new RecordingListener() {
      private int started;

      @Override
      public void stageStarted(String stage) {
        if (++started == number) {
          throw new Killed(stage);
        }
      }
    };
  }

  @Test
  void seedsAreAddedToWhatIsThere() throws IOException {
    var epochs = TwoVariants.of("evaluation.sampleUsers=1");
    run(experiment(epochs, config(), "out", 1), new RecordingListener());
    Path first = folder.resolve("out/cells/shop/one/1.json");
    var before = Files.getLastModifiedTime(first);
    var listener = new RecordingListener();
    ExperimentTable table = run(experiment(epochs, config(), "out", 2), listener);
    assertThat(table.seeds()).containsExactly(1L, 2L);
    assertThat(listener.messages)
        .filteredOn(message -> message.contains(" of 4: "))
        .containsExactly("3 of 4: shop, one, seed 2", "4 of 4: shop, other, seed 2");
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
    assertThat(table.lines().getFirst().figures().get("ndcg@10"))
        .isNotNull()
        .satisfies(figure -> assertThat(figure.spread()).isNotNull());
    assertThat(folder.resolve("out/runs/shop/other/2/systems/sasrec/training")).doesNotExist();
  }

  @Test
  void whatAnotherExperimentHasFittedIsTakenFromThere() throws IOException {
    var wide = TwoVariants.of("sasrec.width=16");
    run(experiment(wide, config(), "whole", 1), new RecordingListener());
    var narrow = TwoVariants.of("sasrec.width=4");
    run(experiment(narrow, config(), "alone", 1), new RecordingListener());

    var trainings = new ArrayList<String>();
    var listener =
        new RecordingListener() {
          @Override
          public void stageDone(
              String stage, String status, double seconds, Map<String, Long> counts) {
            if (stage.equals("sasrec/train")) {
              trainings.add(status);
            }
          }
        };
    Path there = folder.resolve("whole");
    run(experiment(narrow, config(), "beside", 1, List.of(ofOtherData(), there)), listener);
    assertThat(trainings)
        .as("the first variant is that of the other experiment")
        .containsExactly("unchanged", "done");
    assertThat(files("beside")).isEqualTo(files("alone"));
    assertThatThrownBy(() ->
            run(
                experiment(
                    narrow, config(), "no", 1, List.of(there, folder.resolve("whole/cells"))),
                new RecordingListener()))
        .hasMessage(folder.resolve("whole/cells") + ": holds no run, nor an experiment with one");
  }

  /// A finished experiment with the same settings.
  private Path ofOtherData() throws IOException {
    Path own = data;
    data = CyclicShop.of(20).write(folder.resolve("other-shop"));
    run(
        experiment(TwoVariants.of("sasrec.width=4"), config(), "of-other", 1),
        new RecordingListener());
    data = own;
    return folder.resolve("of-other");
  }

  /// What is judged otherwise is not fitted anew, though its training would read the setting.
  @Test
  void oneFittedModelIsJudgedTwice() throws IOException {
    var twice = TwoVariants.judged("evaluation.validationUsers=7", "decoding.beams=30");
    var listener = new RecordingListener();
    ExperimentTable table = run(experiment(twice, config(), "out", 1), listener);
    assertThat(listener.statuses)
        .containsEntry("sasrec/train", "unchanged")
        .containsEntry("report", "done");
    assertThat(table.lines())
        .extracting(ExperimentTable.Line::settings)
        .containsExactly(List.of(), List.of("evaluation.validationUsers=7", "decoding.beams=30"));
    assertRefused(
        TwoVariants.judged("sasrec.width=4"),
        config(),
        "variant 'other': sasrec.width has no effect: ");
  }

  @Test
  void whatTellsNothingIsRefusedBeforeAnyWork() throws IOException {
    assertRefused(
        TwoVariants.of("sasrec.width=8"),
        config(),
        "variant 'other' is the same as 'one': sasrec.width=8 is so already");
    assertRefused(
        TwoVariants.of("small.width=8"),
        config(),
        "variant 'other': grlm.small.width has no effect: the system 'grlm' is not fitted");
    assertRefused(
        TwoVariants.of("sasrec.widht=8"),
        config(),
        "variant 'other': unknown key 'sasrec.widht'; did you mean 'width'?");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void assertRefused(Experiment experiment, RunConfig config, String message) {
    assertThatThrownBy(() -> run(experiment(experiment, config, "out", 1), new RecordingListener()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anotherExperimentInTheFolderIsRefusedOrReplaced() throws IOException {
    Path out = folder.resolve("out");
    run(experiment(TwoVariants.of("sasrec.width=16"), config(), "out", 1), new RecordingListener());
    Experimenting other =
        experiment(TwoVariants.of("sasrec.width=4"), config("sasrec.blocks=1"), "out", 1);
    assertThatThrownBy(() -> run(other, new RecordingListener()))
        .hasMessage(
            out
                + ": holds another experiment: variant other is [sasrec.width=4], was"
                + " [sasrec.width=16]; --replace begins anew, another folder keeps both");
    ExperimentTable table = other.run(IfFinished.REPLACE, new RecordingListener());
    assertThat(table.lines().getLast().settings()).containsExactly("sasrec.width=4");
  }

  /// What only the experiment itself was asked, which neither variants nor data say.
  @Test
  void anotherQuestionOfTheExperimentIsAnotherExperiment() throws IOException {
    var two = TwoVariants.of("sasrec.width=16");
    run(experiment(two.asking("users", "all"), config(), "out", 1), new RecordingListener());
    Map<String, String> before = files("out");
    Experimenting some = experiment(two.asking("users", "some"), config(), "out", 1);
    assertThatThrownBy(() -> run(some, new RecordingListener()))
        .hasMessageContaining("holds another experiment: users is some, was all; --replace");
    assertThat(files("out")).as("nothing was written").isEqualTo(before);

    var again = new RecordingListener();
    some.run(IfFinished.REPLACE, again);
    assertThat(again.statuses).containsEntry("sasrec/train", "done");
    var same = new RecordingListener();
    run(some, same);
    assertThat(same.statuses).isEmpty();

    Path file = folder.resolve("out").resolve("experiment.json");
    ObjectNode earlier = (ObjectNode) Json.read(file);
    earlier.remove("settings");
    Json.write(file, earlier);
    assertThatThrownBy(() -> run(some, new RecordingListener()))
        .as("an earlier version did not write it down")
        .hasMessageContaining("holds another experiment: users is some, was not said; --replace");
  }

  /// Such as a name that the data do not have: told rightly, the folder is as good as a new one.
  @Test
  void whatWasNotBegunIsNoOtherExperiment() throws IOException {
    run(experiment(TwoVariants.of("sasrec.width=16"), config(), "out", 1), new RecordingListener());
    Folders.delete(folder.resolve("out/cells"));
    Folders.delete(folder.resolve("out/runs"));
    ExperimentTable table =
        run(
            experiment(TwoVariants.of("sasrec.width=4"), config(), "out", 1),
            new RecordingListener());
    assertThat(table.lines().getLast().settings()).containsExactly("sasrec.width=4");
  }

  /// As if there had been neither TIGER nor a number of probes when it was begun.
  @Test
  void aFolderOfAnEarlierVersionGoesOn() throws IOException {
    Path file = folder.resolve("out").resolve("experiment.json");
    Experiment experiment = TwoVariants.of("sasrec.width=16");
    run(experiment(experiment, config(), "out", 1), new RecordingListener());
    String now = Files.readString(file);
    ObjectNode earlier = (ObjectNode) Json.read(file);
    ObjectNode config = (ObjectNode) earlier.path("config");
    config.remove("tiger");
    ((ObjectNode) config.path("neighbors")).remove("probes");
    Json.write(file, earlier);
    assertThatThrownBy(() ->
            run(
                experiment(
                    experiment, config("neighbors.probes=7", "tiger.decoder.heads=1"), "out", 1),
                new RecordingListener()))
        .as("what is told otherwise is another experiment")
        .hasMessageContaining(
            "holds another experiment: neighbors.probes is 7, was 128,"
                + " tiger.decoder.heads is 1, was 4");
    var again = new RecordingListener();
    run(experiment(experiment, config(), "out", 1), again);
    assertThat(again.statuses).as("nothing was even looked at").isEmpty();
    assertThat(file).as("it knows them now").hasContent(now);
  }

  /// As the report of each run has them.
  @Test
  void personsOfTheDataCountOnceInTheTable() throws IOException {
    Path events = data.resolve("interactions.tsv");
    List<String> rows = Files.readAllLines(events);
    var owned = new ArrayList<>(List.of(rows.getFirst() + "\tperson"));
    rows.subList(1, rows.size())
        .forEach(row -> owned.add(row + "\tp" + row.split("\t", -1)[0].hashCode() % 7));
    Files.write(events, owned);
    ExperimentTable table =
        run(
            experiment(TwoVariants.of("sasrec.width=16"), config(), "out", 1),
            new RecordingListener());
    for (ExperimentTable.Line line : table.lines()) {
      Path run = folder.resolve("out/runs/shop").resolve(line.variant()).resolve("1");
      PersonFigures expected =
          Objects.requireNonNull(Report.read(run.resolve("report.json")).persons());
      ExperimentTable.OverPersons found = Objects.requireNonNull(line.overPersons());
      assertThat(found.persons()).isEqualTo(expected.persons());
      assertThat(Objects.requireNonNull(found.figures().get("ndcg@10")).mean())
          .isEqualTo(
              Objects.requireNonNull(expected.rows().get(line.row())).metrics().get("ndcg@10"));
    }
  }

  @Test
  void twoProcessesDoNotWorkInOneFolder() throws IOException {
    try (FolderLock _ = FolderLock.of(folder.resolve("out"))) {
      assertRefused(
          TwoVariants.of("sasrec.width=16"),
          config(),
          ": another process works there; wait for it, or choose another --out");
    }
  }
}
