package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.grlm.report.SavedReport;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What becomes of a run of which one byte is another one: in each of its files in turn.
record AlteredFiles(List<RecommenderSystem<?>> house, Path run, String system) {
  private static final int K = 10;

  /// Nothing is answered by an altered file: it is refused in one line with its name, or it is none
  /// that answers are made of, and they are what they were.
  ///
  /// @param expected lists of the first users as they are
  void check(List<List<String>> expected) throws IOException {
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      byte[] altered = whole.clone();
      altered[altered.length / 2] ^= 1;
      Files.write(file, altered);
      String path = run.relativize(file).toString();
      if (isServedFrom(path)) {
        assertRefused(file, catchThrowable(() -> Grlm.open(house, run, system).close()));
      } else if (path.equals("report.json")) {
        assertRefused(file, catchThrowable(() -> SavedReport.bytes(new RunFolder(run), "test")));
        assertThat(lists(expected.size())).as(path).isEqualTo(expected);
      } else {
        assertRefusedOrUnchanged(file, expected);
      }
      Files.write(file, whole);
    }
    assertThat(lists(expected.size())).isEqualTo(expected);
  }

  /// Not a report for people, the lists and ranks of an evaluation, what a training goes on from,
  /// what somebody answered while items were named, or what is written beside a model for other
  /// programs.
  private boolean isServedFrom(String path) {
    return !path.startsWith("systems/" + system + "/training")
        && !path.endsWith("/answers.jsonl")
        && !path.endsWith("/generation_config.json")
        && !path.endsWith("/tokenizer_config.json")
        && !List.of("report.json", "report.html", "ranks.tsv", "recommendations.jsonl")
            .contains(path);
  }

  private void assertRefusedOrUnchanged(Path file, List<List<String>> expected) {
    Throwable thrown = catchThrowable(() -> assertThat(lists(expected.size())).isEqualTo(expected));
    assertThat(thrown)
        .as(file.toString())
        .satisfiesAnyOf(none -> assertThat(none).isNull(), refused -> assertOneLine(refused, run));
  }

  private static void assertOneLine(Throwable thrown, Path begin) {
    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(thrown.getMessage()).startsWith(begin.toString()).doesNotContain("\n");
  }

  private static void assertRefused(Path file, Throwable thrown) {
    assertThat(thrown).as(file.toString()).isInstanceOf(IOException.class);
    assertOneLine(thrown, file);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walked = Files.walk(run)) {
      return walked.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<List<String>> lists(int users) throws IOException {
    try (Grlm grlm = Grlm.open(house, run, system)) {
      return lists(grlm, users);
    }
  }

  /// What the first users are answered.
  static List<List<String>> lists(Grlm grlm, int users) {
    return grlm.histories().stream()
        .limit(users)
        .map(history ->
            grlm.recommendFor(history.user(), K).stream()
                .map(place -> place.item().id() + " " + place.place().score())
                .toList())
        .toList();
  }

  /// A file that is gone is refused as well, or answers are what they were without it.
  void checkGone(List<List<String>> expected) throws IOException {
    for (Path file : files()) {
      Path aside = Files.move(file, file.resolveSibling("aside"));
      assertRefusedOrUnchanged(file, expected);
      Files.move(aside, file);
    }
  }
}
