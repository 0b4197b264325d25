package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// With trainings that are worth what their width says. The first is of 128; what is drawn after it
/// is asked of [Candidates].
class SearchTest {
  private static final String WIDTHS = "small.width=64,96,128,160,192,224";
  private static final Budget NO_LIMIT = new Budget(1e9, 1_000);

  private final ScriptedTraining training = new ScriptedTraining();
  private final Kept kept = new Kept();

  private static final class Kept implements Search.Ledger {
    private List<Trial> trials = List.of();
    private double seconds;
    private final List<String> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    @Override
    public void keep(List<Trial> all, double total) {
      trials = all;
      seconds = total;
    }

    @Override
    public void begun(Trial trial) {
      begun.add(trial.number() + " " + trial.description());
    }

    @Override
    public void ended(Trial trial, List<Trial> all) {
      ended.add(trial.number() + " " + trial.state().word() + " of " + all.size());
    }
  }

  private RunConfig base;

  @BeforeEach
  void configure() throws IOException {
    base = ConfigFile.over(RunConfig.defaults(Systems.ALL), null, List.of("seed=3"));
  }

  @AfterEach
  void clearInterrupt() {
    var _ = Thread.interrupted();
  }

  private Candidates candidates() throws IOException {
    return new Candidates(base, Space.of(base, List.of(WIDTHS)), _ -> {});
  }

  /// One session.
  private String search(Budget budget) throws IOException {
    return new Search(
            base,
            candidates(),
            budget,
            training,
            kept,
            kept.trials,
            kept.seconds,
            training::nanoTime)
        .run();
  }

  /// The widths in the order in which they come.
  private List<Integer> order() throws IOException {
    var search = new SearchTest();
    search.base = base;
    search.search(new Budget(1e9, 6));
    var widths = new ArrayList<Integer>();
    for (Trial trial : search.kept.trials) {
      widths.add(ScriptedTraining.width(ConfigFile.over(base, null, trial.told())));
    }
    return widths;
  }

  private List<String> states() {
    return kept.trials.stream()
        .map(trial ->
            "%d %s %d %.0f"
                .formatted(
                    trial.number(),
                    trial.state().word(),
                    trial.validations().size(),
                    trial.seconds() / 60))
        .toList();
  }

  @Test
  void allAreTriedAndTheWorseHalfIsStoppedOnceThreeHaveFinished() throws IOException {
    assertThat(search(NO_LIMIT)).isEqualTo("every combination has been tried");
    List<Integer> order = order();
    assertThat(order).startsWith(128).containsExactlyInAnyOrder(64, 96, 128, 160, 192, 224);
    var expected = new ArrayList<String>();
    for (int place = 0; place < order.size(); place++) {
      boolean stopped = place >= 3 && order.get(place) < median(order.subList(0, place));
      expected.add(
          String.format(Locale.ROOT, stopped ? "%d stopped 1 1" : "%d finished 4 4", place + 1));
    }
    assertThat(states()).isEqualTo(expected).anyMatch(line -> line.contains("stopped"));
    assertThat(kept.ended).hasSize(6).startsWith("1 finished of 1", "2 finished of 2");
    assertThat(kept.begun)
        .hasSize(6)
        .startsWith("1 as given", "2 grlm.small.width=" + order.get(1));
    assertThat(kept.seconds).isEqualTo(60.0 * training.log.size());
  }

  /// After one epoch everybody who was begun has been judged, so that all before count.
  private static double median(List<Integer> widths) {
    List<Integer> sorted = widths.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }

  @Test
  void trialsAreCountedOverAllSessions() throws IOException {
    assertThat(search(new Budget(1e9, 2))).isEqualTo("its 2 trials are done");
    assertThat(search(new Budget(1e9, 2))).isEqualTo("its 2 trials are done");
    assertThat(training.log).hasSize(8);
    search(new Budget(1e9, 3));
    assertThat(training.log).hasSize(12);
    assertThat(states()).containsExactly("1 finished 4 4", "2 finished 4 4", "3 finished 4 4");
  }

  @Test
  void minutesAreCountedOverAllSessionsAndReachToTheNextValidation() throws IOException {
    assertThat(search(new Budget(5.5, 9))).isEqualTo("its minutes are spent");
    assertThat(states()).containsExactly("1 finished 4 4", "2 unfinished 2 2");
    assertThat(search(new Budget(5.5, 9))).isEqualTo("its minutes are spent");
    assertThat(training.log).as("nothing was done").hasSize(6);
    assertThat(search(new Budget(7, 9))).isEqualTo("its minutes are spent");
    assertThat(states()).containsExactly("1 finished 4 4", "2 unfinished 3 3");
    search(new Budget(8, 9));
    assertThat(states())
        .as("its last validation")
        .containsExactly("1 finished 4 4", "2 finished 4 4");
    assertThat(kept.seconds).isEqualTo(480);
  }

  private static IntStream epochs() {
    return IntStream.rangeClosed(1, 17);
  }

  /// Killed after any of the epochs, before anybody was told of it, and gone on with.
  @ParameterizedTest
  @MethodSource("epochs")
  void killedAnywhereItComesToTheSame(int epochs) throws IOException {
    var whole = new SearchTest();
    whole.base = base;
    whole.search(NO_LIMIT);
    assertThat(whole.training.log).hasSizeGreaterThanOrEqualTo(17);
    training.deadAfter = epochs;
    assertThatThrownBy(() -> search(NO_LIMIT)).isInstanceOf(ScriptedTraining.Dead.class);
    training.deadAfter = Integer.MAX_VALUE;
    search(NO_LIMIT);
    assertThat(training.log).as("no epoch twice").isEqualTo(whole.training.log);
    assertThat(kept.trials)
        .usingRecursiveComparison()
        .ignoringFields("seconds") // of the epoch that nobody was told of
        .isEqualTo(whole.kept.trials);
  }

  @Test
  void aTrialThatBreaksOffIsNamedAndTheNextOneBegun() throws IOException {
    int second = order().get(1);
    training.breaking = List.of(second);
    search(new Budget(1e9, 3));
    assertThat(states()).containsExactly("1 finished 4 4", "2 failed 1 1", "3 finished 4 4");
    assertThat(kept.trials.get(1).reason()).isEqualTo("the gradient is not finite in epoch 2");
    search(new Budget(1e9, 3));
    assertThat(training.log).as("nor is it tried again").hasSize(9);
  }

  /// What breaks the settings that were given is no matter of a trial.
  @Test
  void whatBreaksTheFirstEndsTheSearch() {
    training.breaking = List.of(128);
    assertThatThrownBy(() -> search(NO_LIMIT)).hasMessageStartingWith("the gradient is not finite");
    assertThat(states()).containsExactly("1 unfinished 1 1");
  }

  /// What a training fails of when the process is told to end is no failure of its settings.
  @Test
  void anInterruptedTrialIsGoneOnWith() throws IOException {
    training.breaking = List.of(order().get(1));
    search(new Budget(1e9, 1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> search(new Budget(1e9, 2))).isInstanceOf(IllegalStateException.class);
    assertThat(states()).containsExactly("1 finished 4 4", "2 unfinished 1 1");
  }

  @Test
  void whatCannotBeWrittenEndsTheSearch() {
    Search.Ledger full =
        new Search.Ledger() {
          @Override
          public void keep(List<Trial> trials, double seconds) throws IOException {
            if (!trials.getLast().validations().isEmpty()) {
              throw new IOException("tune.json: no space left");
            }
          }

          @Override
          public void begun(Trial trial) {}

          @Override
          public void ended(Trial trial, List<Trial> trials) {}
        };
    assertThatThrownBy(() ->
            new Search(
                    base, candidates(), NO_LIMIT, training, full, List.of(), 0, training::nanoTime)
                .run())
        .hasMessageContaining("tune.json: no space left");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0.0", "-1, 1, -1.0", "NaN, 1, NaN", "1, 0, 1.0"})
  void aBudgetForNothingIsRefused(double minutes, int trials, String told) {
    assertThatThrownBy(() -> new Budget(minutes, trials))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--minutes must be above 0 and --trials at least 1: " + told + ", " + trials);
  }
}
