package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.journal.JournalCheck;
import dev.grlm.journal.LiveEvent;
import dev.grlm.run.AlteredRun;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemAddition;
import dev.grlm.run.ItemNaming;
import dev.grlm.run.Refit;
import dev.grlm.run.RunConfig;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of which a system has codes.
class NextRunOfCodesTest {
  private static final Item NEW = Item.titled("n1", "garden lamp, red");

  @TempDir Path folder;

  @Test
  void codesAreMadeAnewAndWordsStay() throws Exception {
    Path run = fitted(folder.resolve("first"), "tiger", "grlm");
    Path journal = folder.resolve("journal");
    Identifier coded = collected(run, journal);
    Path exported = folder.resolve("exported.jsonl");
    JournalCheck.export(journal, exported);
    assertThat(Files.readString(exported))
        .contains("\"termId\":[\"" + coded.symbol(0) + "\",", "\"books\":\"");

    Path next = folder.resolve("next");
    Refit.Comparison comparison =
        NextRun.fit(Systems.ALL, run, journal, next, RunListener.silent());
    assertThat(comparison.users()).isPositive();
    try (Grlm words = Grlm.open(Systems.ALL, next, "grlm");
        Grlm before = Grlm.open(Systems.ALL, run, "grlm");
        ItemNaming naming = ItemNaming.open(before)) {
      assertThat(words.identifiers().all().subList(0, CyclicShop.ITEMS))
          .isEqualTo(before.identifiers().all());
      assertThat(words.identifiers().of(CyclicShop.ITEMS))
          .isEqualTo(naming.name(NEW, naming.nearest(NEW), _ -> false));
    }
    try (Grlm codes = Grlm.open(Systems.ALL, next);
        Grlm before = Grlm.open(Systems.ALL, run)) {
      assertThat(codes.system()).isEqualTo("tiger");
      assertThat(codes.fitted()).isEqualTo(CyclicShop.ITEMS + 1);
      assertThat(codes.books()).isNotEqualTo(before.books());
    }
    try (LiveRun live = LiveRun.open(Systems.ALL, next, journal, LiveSettings.DEFAULT)) {
      assertThat(live.item("n1").orElseThrow().added()).isFalse();
    }
  }

  /// Its first system knows items by their number alone and takes no others; its second took one
  /// in, which the next run is to have.
  @Test
  void whatWasAddedStaysThoughTheFirstSystemDoesNotKnowIt() throws Exception {
    Path run = fitted(folder.resolve("first"), "sasrec", "tiger");
    Path items = folder.resolve("new.jsonl");
    Files.writeString(items, Json.line(ItemJson.write(NEW)) + "\n");
    var _ = new ItemAddition(Systems.ALL, NewItemTerms.NOBODY, false).add(run, items);
    Path journal = folder.resolve("journal");
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT)) {
      assertThat(live.item("n1")).isEmpty();
      live.append(List.of(new LiveEvent("u1", "i8", 1), new LiveEvent("u2", "i9", 2)));
    }
    Path next = folder.resolve("next");
    NextRun.fit(Systems.ALL, run, journal, next, RunListener.silent());
    for (String system : List.of("sasrec", "tiger")) {
      try (Grlm grlm = Grlm.open(Systems.ALL, next, system)) {
        assertThat(grlm.fitted()).isEqualTo(CyclicShop.ITEMS + 1);
        assertThat(grlm.catalog().items()).last().isEqualTo(NEW);
      }
    }
  }

  /// Nothing is named for a run whose names all are made anew, and what the service called an item
  /// is what the run before is judged by: both would need the quantizer, which is broken here.
  @Test
  void ofCodesAloneNothingIsNamedAgain() throws Exception {
    Path run = fitted(folder.resolve("first"), "tiger");
    Path journal = folder.resolve("journal");
    var _ = collected(run, journal);
    AlteredRun.write(
        run, new RunFolder(run).system("tiger").resolve("codebook/quantizer.json"), "{}");
    Path next = folder.resolve("next");
    NextRun.fit(Systems.ALL, run, journal, next, RunListener.silent());
    try (Grlm grlm = Grlm.open(Systems.ALL, next)) {
      assertThat(grlm.catalog().items()).last().isEqualTo(NEW);
    }
  }

  private static Identifier collected(Path run, Path journal) throws Exception {
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT)) {
      Identifier coded = live.put(NEW).identifier();
      assertThat(coded.symbols()).hasSize(3).allMatch(symbol -> symbol.matches("[abc][0-9]+"));
      assertThat(live.recommend(Ask.after(List.of("i1"), 60)).items())
          .anyMatch(place -> place.item().equals(NEW) && coded.equals(place.generated()));
      live.append(List.of(new LiveEvent("u1", "n1", 1), new LiveEvent("u2", "i9", 2)));
      return coded;
    }
  }

  private Path fitted(Path run, String... systems) throws IOException {
    RunConfig config =
        CyclicShop.config(
                1,
                1,
                "tiger.codebook.codes=6",
                "tiger.codebook.levels=2",
                "tiger.decoder.width=16",
                "tiger.decoder.layers=1",
                "tiger.decoder.hidden=32",
                "tiger.decoder.slotHidden=16",
                "tiger.decoder.training.epochs=1",
                "tiger.decoder.training.batch=64",
                "sasrec.training.epochs=1")
            .fitting(List.of(systems));
    Path data = CyclicShop.of(60).write(folder.resolve("data"));
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
    return run;
  }
}
