package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder in the layout of the authors' code, with and without their Term IDs.
class FitGrlmLayoutTest {
  private static final RunConfig CONFIG = CyclicShop.config(2, 2);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void shop() throws IOException {
    data = CyclicShop.of(60).writeGrlmLayout(folder.resolve("data"));
  }

  @Test
  void theirLayoutGivesTheRunOfOurs() throws IOException {
    try (Grlm grlm = fit(folder.resolve("run"), null)) {
      assertThat(grlm.catalog().size()).isEqualTo(CyclicShop.ITEMS);
      assertThat(grlm.history("u3").orElseThrow().length()).isEqualTo(8);
      assertThat(grlm.recommendFor("u3", 5)).hasSize(5);
    }
  }

  @Test
  void givenTermIdsAreTakenAsTheyAre() throws IOException {
    Path given = folder.resolve("term_ids.tsv");
    var lines = new ArrayList<>(List.of("item\tterm1\tterm2\tterm3"));
    for (int item = 0; item < CyclicShop.ITEMS; item++) {
      // Items 38 and 39 share theirs.
      lines.add(CyclicShop.id(item) + "\tt" + Math.min(item, 38) + "\tThing\tx0");
    }
    Files.write(given, lines);
    try (Grlm grlm = fit(folder.resolve("given"), given)) {
      assertThat(grlm.identifiers().of(7)).isEqualTo(Identifier.of("t7", "thing", "x0"));
      assertThat(grlm.identifiers().items(Identifier.of("t38", "thing", "x0")))
          .containsExactly(38, 39);
      List<String> all =
          grlm.recommend(List.of("i1"), 40).stream().map(place -> place.item().id()).toList();
      assertThat(all).hasSize(39).doesNotHaveDuplicates();
    }
  }

  private Grlm fit(Path run, @Nullable Path termIds) throws IOException {
    SystemRun.Inputs inputs =
        termIds == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(termIds);
    return Grlm.fit(data, run, CONFIG, inputs, RunListener.silent());
  }
}
