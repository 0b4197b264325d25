package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Both grounders on the published Term IDs of Beauty.
@RealData
class BeautyGroundingTest {
  @Test
  void findsAndRanksAsScoringEveryItemDoes() throws IOException {
    World beauty = beauty();
    assertThat(beauty.identifiers().groups()).hasSize(11_857);
    var fast = new ElasticGrounder(beauty.identifiers(), beauty.order(), GroundingConfig.DEFAULT);
    var naive = new NaiveElasticGrounder(beauty, GroundingConfig.DEFAULT.weights());
    var random = new Random(5);
    for (int i = 0; i < 200; i++) {
      var symbols = new ArrayList<>(anyIdentifier(beauty, random).symbols());
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        int slot = random.nextInt(symbols.size());
        symbols.set(slot, anyIdentifier(beauty, random).symbol(slot));
      }
      var generated = new Identifier(symbols);
      assertThat(fast.ground(generated)).as("%s", generated).isEqualTo(naive.ground(generated));
    }
  }

  /// Expected items and scores come from a separate script of the published rule, outside the JVM.
  @Test
  void compatibleGivesTheItemsAndScoresOfThePublishedRule() throws IOException {
    World beauty = beauty();
    var grounder = new CompatibleGrounder(beauty.identifiers());
    List<String> expected =
        List.of(
            "hold organic moroccan pure anti-aging -> 4694 2.0",
            "makeup-brush ethnic purple set kit -> 1895 2.066666666666667",
            "nail regenerist shiny volumizing revlon -> 7302 1.6",
            "shampoo humectant moisture suave creative -> 2800 2.083333333333333",
            "cuticle-pusher vanilla musk women romantic -> 1895 1.96",
            "conditioner moisturize organic activate ag -> 1895 2.666666666666667");
    assertThat(expected)
        .allSatisfy(line -> {
          String[] sides = line.split(" -> ", -1);
          Grounding grounding = grounder.ground(Identifier.of(sides[0].split(" ", -1)));
          assertThat(grounding).isInstanceOf(Grounding.Structural.class);
          double score = ((Grounding.Structural) grounding).score();
          String id = beauty.ids().get(grounding.items().getFirst());
          assertThat(id + " " + score).isEqualTo(sides[1]);
        });
  }

  private static Identifier anyIdentifier(World world, Random random) {
    return world.identifiers().of(random.nextInt(world.identifiers().size()));
  }

  /// The position in the file, modulo seven, stands in for popularity.
  private static World beauty() throws IOException {
    Path file = SharedData.folder("beauty").resolve("term_ids.tsv");
    var ids = new ArrayList<String>();
    var identifiers = new ArrayList<Identifier>();
    try (var lines = Files.lines(file)) {
      lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(columns -> {
            ids.add(columns[0]);
            identifiers.add(Identifier.of(Arrays.copyOfRange(columns, 1, columns.length)));
          });
    }
    long[] popularity = new long[ids.size()];
    Arrays.setAll(popularity, item -> item % 7);
    return new World(new Identifiers(identifiers), ids, popularity);
  }
}
