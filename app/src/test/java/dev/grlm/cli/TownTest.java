package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shops that the demo makes up are what experiments about several domains take.
class TownTest {
  @TempDir Path folder;

  @Test
  void aPairOfShopsGoesThroughCrossDomain() throws IOException {
    Path town = folder.resolve("town");
    Cli demo =
        Cli.run(
            "demo", "--shops", "2", "--users", "60", "--shared", "0.8", "--out", town.toString());
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out().lines().skip(2).map(line -> line.replaceAll(" .*", "")))
        .containsExactly(town + "/shops/coffee", town + "/shops/tea");
    Path out = folder.resolve("pair");
    Cli pair =
        Cli.run(
            TinyShop.quick(
                "experiment",
                "cross-domain",
                "--source",
                town.resolve("shops/coffee").toString(),
                "--target",
                town.resolve("shops/tea").toString(),
                "--values",
                "merged",
                "--out",
                out.toString()));
    assertThat(pair.code()).as(pair.err()).isZero();
    JsonNode joined = Json.read(out.resolve("inputs/coffee-tea/merged/42/joined.json"));
    assertThat(joined.path("overlapping").asInt()).isEqualTo(48);
    assertThat(joined.path("persons").asInt()).isEqualTo(72);
    assertThat(joined.path("orderUnknown").asInt()).isZero();
  }

  @Test
  void whatNoTownCanBeIsSaid() {
    assertWrong("there are 1 to 16 shops, asked for 40", "--shops", "40");
    assertWrong("a share is 0 to 1, not 2.0", "--shops", "2", "--shared", "2");
    assertWrong("--shared is for several, with --shops", "--shared", "0.5");
  }

  private static void assertWrong(String message, String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "demo";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Cli run = Cli.run(all);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
