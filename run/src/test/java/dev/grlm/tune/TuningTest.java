package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real trainings of a second, of a shop with a known rule.
class TuningTest {
  private static final CyclicShop SHOP = CyclicShop.of(60);
  private static final String[] VARY = {"sasrec.width=16,32", "sasrec.training.epochs=1,2"};

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
                "sasrec.width=16",
                "sasrec.hidden=16",
                "sasrec.training.epochs=2",
                "sasrec.training.validateEvery=1",
                "sasrec.training.batch=64"));
    settings.addAll(List.of(more));
    return CyclicShop.config(1, 1, settings.toArray(String[]::new)).fitting(List.of("sasrec"));
  }

  private Tuned tune(Path from, String out, RecordingListener listener, int trials)
      throws IOException {
    return tune(from, out, listener, trials, config(), IfFinished.REFUSE);
  }

  private Tuned tune(
      Path from,
      String out,
      RecordingListener listener,
      int trials,
      RunConfig config,
      IfFinished ifFinished)
      throws IOException {
    Path where = folder.resolve(out);
    Space space = Tuning.space(where, config, List.of(VARY), listener);
    return new Tuning(from, where, config, space, SystemRun.Inputs.NONE, new Budget(60, trials))
        .run(ifFinished, listener, () -> 0);
  }

  private static List<Trial> curves(Tuned tuned) {
    return tuned.trials().stream()
        .map(trial -> trial.ended(trial.state(), 0, trial.reason()))
        .toList();
  }

  @Test
  void killedAndGoneOnWithItComesToTheSameAndSharesWhatIsEqual() throws IOException {
    Tuned whole = tune(data, "whole", new RecordingListener(), 2);
    assertThat(whole.trials())
        .extracting(Trial::state)
        .containsOnly(Trial.State.FINISHED)
        .hasSize(2);
    assertThat(whole.trials().getFirst().validations()).hasSize(2);
    assertThat(whole.trials().get(1).settings()).isNotEmpty();

    RecordingListener inTheSecond = killedInTheSecondTraining();
    assertThatThrownBy(() -> tune(data, "killed", inTheSecond, 2)).isInstanceOf(Killed.class);
    assertThat(TuneFile.read(folder.resolve("killed/tune.json")).trials())
        .extracting(Trial::state)
        .containsExactly(Trial.State.FINISHED, Trial.State.UNFINISHED);
    var goingOn = new RecordingListener();
    assertThat(curves(tune(data, "killed", goingOn, 2))).isEqualTo(curves(whole));
    assertThat(goingOn.worked())
        .as("the one stage that was not done")
        .containsExactly("sasrec/train");

    var again = new RecordingListener();
    assertThat(tune(data, "whole", again, 2).trials()).isEqualTo(whole.trials());
    assertThat(again.statuses).as("nothing was even looked at").isEmpty();
  }

  private static RecordingListener killedInTheSecondTraining() {
    return new RecordingListener() {
      private int trainings;

      @Override
      public void stageStarted(String stage) {
        trainings += stage.equals("sasrec/train") ? 1 : 0;
      }

      @Override
      public void progress(String stage, long done, long total, String note) {
        if (trainings == 2 && stage.equals("sasrec/train")) {
          throw new Killed(stage);
        }
      }
    };
  }

  /// With every test target another, every trial comes to the same, to the last bit, and there is
  /// no report.
  @Test
  void testTargetsAreNotRead() throws IOException {
    CyclicShop other =
        SHOP.changed(items -> {
          items[items.length - 1] = (items[items.length - 1] + 20) % CyclicShop.ITEMS;
          return items;
        });
    Path changed = other.write(folder.resolve("changed"));
    assertThat(changed.resolve("interactions.tsv"))
        .content()
        .isNotEqualTo(Files.readString(data.resolve("interactions.tsv")));
    assertThat(curves(tune(changed, "other", new RecordingListener(), 2)))
        .isEqualTo(curves(tune(data, "own", new RecordingListener(), 2)));
    try (Stream<Path> files = Files.walk(folder.resolve("own"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("tune.json", "curve.json")
          .noneMatch(name -> name.startsWith("report") || name.startsWith("recommendations"));
    }
    assertThat(
            Json.read(folder.resolve("own").resolve("work/run.json")).path("stages").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("dataset", "embed", "neighbors", "sasrec/examples", "sasrec/train");
  }

  @Test
  void anotherSearchInTheFolderIsRefusedOrReplaced() throws IOException {
    tune(data, "out", new RecordingListener(), 1);
    RunConfig other = config("sasrec.blocks=2");
    assertThatThrownBy(
            () -> tune(data, "out", new RecordingListener(), 1, other, IfFinished.REFUSE))
        .hasMessage(
            folder.resolve("out")
                + ": holds another search: sasrec.blocks is 2, was 1; --replace begins anew, another"
                + " folder keeps both");
    Tuned replaced = tune(data, "out", new RecordingListener(), 1, other, IfFinished.REPLACE);
    assertThat(replaced.trials()).hasSize(1);
    assertThat(tune(data, "out", new RecordingListener(), 1, other, IfFinished.REFUSE).trials())
        .isEqualTo(replaced.trials());
  }

  @Test
  void twoSearchesInOneFolderAreRefused() throws IOException {
    try (FolderLock _ = FolderLock.of(folder.resolve("out"))) {
      assertThatThrownBy(() -> tune(data, "out", new RecordingListener(), 1))
          .hasMessage(
              folder.resolve("out")
                  + ": another process works there; wait for it, or choose another --out");
    }
  }

  @Test
  void aFolderThatSomethingElseMadeIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("out/work"));
    assertThatThrownBy(() -> tune(data, "out", new RecordingListener(), 1))
        .hasMessage(
            "%s: there already, and %s is not; choose another --out"
                .formatted(folder.resolve("out/work"), folder.resolve("out/tune.json")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grlm | seed=1,2 | --vary seed: all trials are judged alike; give it with --set",
        "grlm | evaluation.validationUsers=10,20 | --vary evaluation.validationUsers: all trials are judged alike; give it with --set",
        "grlm | decoding.beams=5,20 | --vary decoding.beams: all trials are judged alike; give it with --set",
        "grlm | grlm.recipe=small,flat | --vary grlm.recipe: search each by itself",
        "grlm | flat.layers=1,2 | --vary grlm.flat.layers: no stage up to the training of grlm (small) reads it",
        "grlm | sasrec.width=16,32 | --vary sasrec.width: no stage up to the training of grlm (small) reads it",
        "grlm | prior.users=200,300 | --vary grlm.prior.users: no stage up to the training of grlm (small) reads it",
        "sasrec | small.width=16,32 | --vary grlm.small.width: no stage up to the training of sasrec (default) reads it",
        "grlm,sasrec | small.width=16,32 | one system is tuned at a time, not grlm and sasrec",
      })
  void whatNoTrialCouldTellIsRefused(String systems, String variation, String message)
      throws IOException {
    RunConfig config = CyclicShop.config(1, 1).fitting(List.of(systems.split(",", -1)));
    assertThatThrownBy(
            () -> Tuning.space(folder, config, List.of(variation), new RecordingListener()))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "small.training.steps, 10, 20",
    "terms.collisions, keep, separate",
    "neighbors.k, 5, 10",
    "embedding.dimensions, 8, 16"
  })
  void whatAStageBeforeTheTrainingReadsMayVary(String key, String one, String two)
      throws IOException {
    RunConfig config = CyclicShop.config(1, 1);
    assertThat(
            Tuning.space(
                    folder, config, List.of(key + "=" + one + "," + two), new RecordingListener())
                .size())
        .isEqualTo(2);
  }
}
