package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.grlm.embed.TinyCheckpoint;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.SystemRun;
import dev.grlm.testkit.MisbehavingEndpoint;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs whose items are named by a language model.
class FitPromptedTest {
  @TempDir Path folder;

  private Path data() throws IOException {
    return CyclicShop.of(20).write(folder.resolve("data"));
  }

  private static RunConfig endpoint(MisbehavingEndpoint server, String... more) throws IOException {
    var settings = new ArrayList<String>();
    settings.add("terms.generator=\"endpoint\"");
    settings.add("terms.prompted.endpoint=" + Json.line(server.url()));
    settings.add("terms.prompted.model=m");
    settings.add("terms.prompted.calls.timeoutSeconds=1.5");
    settings.addAll(List.of(more));
    return CyclicShop.config(1, 1, settings.toArray(String[]::new));
  }

  private Grlm fit(Path run, RunConfig config) throws IOException {
    return Grlm.fit(data(), run, config, SystemRun.Inputs.NONE, RunListener.silent());
  }

  @Test
  void allItemsAreWellNamedHoweverTheEndpointMisbehaves() throws IOException {
    try (var server = MisbehavingEndpoint.start(3, .4);
        Grlm run = fit(folder.resolve("run"), endpoint(server))) {
      for (Identifier identifier : run.identifiers().all()) {
        assertThat(identifier.wellFormed(5)).as(identifier.toString()).isTrue();
      }
      assertThat(server.count()).isGreaterThan(CyclicShop.ITEMS);
    }
  }

  /// What was answered is not asked again, and a budget stops in one line and goes on.
  @Test
  void aBudgetStopsCleanlyAndTheNextCallGoesOn() throws IOException {
    Path run = folder.resolve("run");
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ZERO)) {
      assertThatIOException()
          .isThrownBy(() -> fit(run, endpoint(server, "terms.prompted.calls.maxCalls=10")))
          .withMessageContaining("30 of 40 items are left without an answer");
      assertThat(server.count()).isEqualTo(10);
      assertThat(Files.exists(run.resolve("systems/grlm/identifiers.tsv"))).isFalse();
      fit(run, endpoint(server)).close();
      assertThat(server.count()).isEqualTo(CyclicShop.ITEMS);
      var asked = new HashSet<String>();
      server.requests().forEach(request -> asked.add(request.prompt()));
      assertThat(asked).hasSize(CyclicShop.ITEMS);
    }
  }

  /// The answers of drawn weights are noise: every item gets extracted terms, and that is said.
  @Test
  void aCheckpointOfNoiseStillEndsWellFormed() throws IOException {
    Path checkpoint =
        TinyCheckpoint.write(folder.resolve("checkpoint"), TinyBytePair.shop(), 24, 3);
    // prompts with neighbors are long in the pieces of a tiny tokenizer
    Path config = checkpoint.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst(
                "\"max_position_embeddings\" *: *\\d+", "\"max_position_embeddings\": 9000"));
    RunConfig prompted =
        CyclicShop.config(
            1,
            1,
            "terms.generator=\"checkpoint\"",
            "terms.neighbors=1",
            "terms.prompted.repairs=1",
            "terms.prompted.tokensPerTerm=4",
            "terms.prompted.checkpoint=" + Json.line(checkpoint.toString()));
    Path run = folder.resolve("run");
    try (Grlm fitted = fit(run, prompted)) {
      for (Identifier identifier : fitted.identifiers().all()) {
        assertThat(identifier.wellFormed(5)).as(identifier.toString()).isTrue();
      }
    }
    var counts =
        Json.read(run.resolve("run.json")).path("stages").path("grlm/terms").path("counts");
    int extracted = counts.path("items with extracted terms").asInt();
    int named = counts.path("items named by the model").asInt();
    assertThat(extracted + named).as(counts.toString()).isEqualTo(CyclicShop.ITEMS);
    assertThat(named).isLessThan(CyclicShop.ITEMS / 4); // noise may hit five words
    assertThat(counts.path("answers malformed").asInt()).isGreaterThanOrEqualTo(extracted);
  }
}
