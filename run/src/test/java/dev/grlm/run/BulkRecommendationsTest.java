package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkRecommendationsTest {
  @TempDir private Path folder;

  @Test
  void anInterruptedFileIsContinuedAndGivesTheSameBytes() throws IOException {
    Path data = CyclicShop.of(100).write(folder.resolve("data"));
    var config = CyclicShop.config(2, 2, "evaluation.repeats=forbid");
    Path run = folder.resolve("run");
    try (Grlm grlm = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent())) {
      Path whole = folder.resolve("whole.jsonl");
      assertThat(BulkRecommendations.write(grlm, 4, whole, RunListener.silent())).isZero();
      List<String> lines = Files.readAllLines(whole);
      assertThat(lines).hasSize(100);
      assertThat(Json.parse(lines.get(7)).path("user").asText()).isEqualTo("u7");
      assertThat(Json.parse(lines.get(7)).path("items").get(0).path("item").asText())
          .isEqualTo(grlm.recommendFor("u7", 4).getFirst().item().id());

      Path resumed = folder.resolve("resumed.jsonl");
      Path part = folder.resolve("resumed.jsonl.part");
      String begun = String.join("\n", lines.subList(0, 80)) + "\n" + lines.get(80).substring(0, 9);
      Files.writeString(part, begun);
      assertThat(BulkRecommendations.write(grlm, 4, resumed, RunListener.silent())).isEqualTo(64);
      assertThat(resumed).hasSameBinaryContentAs(whole);
      assertThat(part).doesNotExist();

      Files.writeString(part, begun);
      assertThatThrownBy(() -> BulkRecommendations.write(grlm, 5, resumed, RunListener.silent()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(part + ":1: not of this run with k = 5");
    }
  }
}
