package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
  @TempDir Path folder;

  private List<String> command(Path data, String... more) {
    List<String> all =
        TinyShop.quick(
            "tune",
            "--data",
            data.toString(),
            "--out",
            folder.resolve("my search").toString(),
            "--trials",
            "2",
            "--vary",
            "small.width=8,16",
            "--vary",
            "small.dropout=0.1,0.3");
    all.addAll(List.of("--set", "small.training.validateEvery=1"));
    all.addAll(List.of(more));
    return all;
  }

  /// What is printed last trains what the best trial trained.
  @Test
  void twoTrialsAndTheCommandThatFitsTheBetterOne() throws IOException {
    Path data = TinyShop.write(folder.resolve("shop"));
    Cli searched = Cli.run(command(data));
    assertThat(searched.code()).as(searched.err()).isZero();
    List<String> lines = searched.out().lines().toList();
    assertThat(lines.getFirst()).startsWith("trial  ndcg@10  state ");
    assertThat(lines).anyMatch(line -> line.startsWith("2 trials, "));
    assertThat(searched.out()).contains("optimistic on validation", "as given");

    Cli again = Cli.run(command(data, "--json"));
    assertThat(again.err()).as("nothing is trained twice").doesNotContain("grlm/train");
    JsonNode best = Json.parse(again.out()).get(0);
    String fit = lines.getLast();
    assertThat(fit).startsWith("grlm fit --data ").contains("my search/best'");

    Cli fitted = Cli.run(words(fit));
    assertThat(fitted.code()).as(fitted.err()).isZero();
    JsonNode curve =
        Json.read(folder.resolve("my search/best/systems/grlm/model/curve.json")).path("points");
    assertThat(scores(curve, "validation")).isEqualTo(scores(best.path("validations"), "score"));
  }

  private static List<Double> scores(JsonNode points, String key) {
    var scores = new ArrayList<Double>();
    points.forEach(point -> scores.add(point.path(key).asDouble()));
    assertThat(scores).hasSize(2).allMatch(score -> score > 0);
    return scores;
  }

  /// The arguments behind the name, as a shell takes them apart where quotes hold blanks only.
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    boolean quoted = false;
    for (String part : line.split("'", -1)) {
      words.addAll(quoted ? List.of(part) : Cli.words(part));
      quoted = !quoted;
    }
    words.removeIf(String::isEmpty);
    return words.subList(1, words.size());
  }
}
