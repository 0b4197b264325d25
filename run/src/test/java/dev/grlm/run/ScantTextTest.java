package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Catalogues with next to no text, or with none, are fitted all the same, and the run says by
/// what.
class ScantTextTest {
  @TempDir Path folder;

  private Path shop(int items, IntFunction<String> title) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.write(
        data.resolve("items.jsonl"),
        IntStream.range(0, items)
            .mapToObj(item ->
                Json.line(Json.object().put("id", "p" + item).put("title", title.apply(item))))
            .toList());
    var rows = new ArrayList<>(List.of("user\titem\tposition"));
    for (int user = 0; user < 12; user++) {
      for (int step = 0; step < 4; step++) {
        rows.add("u" + user + "\tp" + (user + step) % items + "\t" + step);
      }
    }
    Files.write(data.resolve("interactions.tsv"), rows);
    return data;
  }

  private static RunConfig tiny(String... settings) throws IOException {
    return ConfigFile.over(
        CyclicShop.config(1, 1, "small.width=8", "small.hidden=8", "small.slotHidden=8"),
        null,
        List.of(settings));
  }

  private RunFolder fitted(Path data, SystemRun.Inputs inputs, String... settings)
      throws IOException {
    Path run = folder.resolve("run");
    Grlm.fit(data, run, tiny(settings), inputs, RunListener.silent()).close();
    assertThat(run.resolve("report.json")).isRegularFile();
    return new RunFolder(run);
  }

  private static JsonNode stage(RunFolder run, String name) throws IOException {
    return Json.read(run.manifest()).path("stages").path(name);
  }

  private static List<List<String>> terms(RunFolder run) throws IOException {
    return Files.readAllLines(run.identifiers("grlm")).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .map(cells -> cells.subList(1, cells.size()))
        .toList();
  }

  @Test
  void idsAloneAreNamedByWhatIsBoughtTogether() throws IOException {
    RunFolder run = fitted(shop(12, _ -> ""), SystemRun.Inputs.NONE);
    assertThat(terms(run)).allMatch(terms -> terms.getFirst().startsWith("with-p"));
    assertThat(terms(run).get(3)).last().isEqualTo("item-p3");
    assertThat(stage(run, "embed").path("counts"))
        .hasToString(
            "{\"dimensions\":"
                + stage(run, "embed").at("/counts/dimensions")
                + ",\"items without text that no training history has\":0"
                + ",\"items without text, embedded by what is bought with them\":12}");
    assertThat(
            stage(run, "grlm/terms")
                .path("counts")
                .path("items named by groups of what is bought together, because no item has text")
                .asInt())
        .isEqualTo(12);
    assertThat(Json.line(Json.read(run.root().resolve("report.json")).path("dataset")))
        .contains("grlm/terms: items named by groups of what is bought together");
    try (Grlm grlm = Grlm.open(Systems.ALL, run.root())) {
      assertThat(grlm.recommend(List.of("p3", "p4"), 3)).hasSize(3);
    }
  }

  @Test
  void givenTermIdsSufficeWithoutText() throws IOException {
    Path given =
        Files.write(
            folder.resolve("given.tsv"),
            IntStream.range(0, 12)
                .mapToObj(item ->
                    item == 0
                        ? "item\tterm1\tterm2\tterm3"
                        : "p" + item + "\tx" + item % 2 + "\ty\tz" + item)
                .toList());
    RunFolder run = fitted(shop(12, _ -> ""), SystemRun.Inputs.identifiers(given));
    assertThat(terms(run).get(5)).containsExactly("x1", "y", "z5");
    assertThat(terms(run).get(0)).as("the file lacks it").last().isEqualTo("item-p0");
  }

  /// It would be asked to make something up, for money.
  @Test
  void noLanguageModelIsAskedAboutNothing() throws IOException {
    Path data = shop(12, _ -> " ");
    assertThatThrownBy(() ->
            fitted(
                data,
                SystemRun.Inputs.NONE,
                "terms.generator=endpoint",
                "terms.prompted.endpoint=http://localhost:1/v1",
                "terms.prompted.model=m"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "no item has a text that a language model could name it by; give Term IDs");
  }

  @Test
  void titlesWithoutAWordInCommonAreReadAlone() throws IOException {
    List<String> films = List.of("Heat", "Casino", "Alien", "Memento", "Fargo", "Psycho", "Jaws");
    RunFolder run = fitted(shop(films.size(), films::get), SystemRun.Inputs.NONE);
    assertThat(terms(run)).extracting(List::getFirst).startsWith("heat", "casino", "alien");
    assertThat(
            stage(run, "embed")
                .path("counts")
                .has("words that one item alone has, read because no word is in 2 items"))
        .isTrue();
  }

  @Test
  void oneItemOrTwoAreAShop() throws IOException {
    assertThat(terms(fitted(shop(1, _ -> "Only thing"), SystemRun.Inputs.NONE))).hasSize(1);
    Path two = shop(2, item -> List.of("A", "B").get(item));
    assertThat(terms(fitted(two, SystemRun.Inputs.NONE))).hasSize(2);
  }

  @Test
  void theLanguageIsRecordedAndCanBeGiven() throws IOException {
    List<String> titles =
        List.of(
            "Kamm aus Holz",
            "Becher aus Holz",
            "Kamm aus Glas",
            "Becher aus Glas",
            "Teller aus Glas");
    RunFolder run = fitted(shop(5, titles::get), SystemRun.Inputs.NONE);
    assertThat(stage(run, "embed").at("/config/languages")).hasToString("{\"Latin\":\"de\"}");
    assertThat(stage(run, "embed").at("/counts/items with Latin words, read as de").asInt())
        .isEqualTo(5);
    assertThat(Json.read(run.encoder().resolve("vocabulary.json")).at("/languages/Latin").asText())
        .isEqualTo("de");
    assertThat(terms(run)).allMatch(terms -> !terms.contains("aus"));
    run = fitted(folder.resolve("data"), SystemRun.Inputs.NONE, "language=und");
    assertThat(stage(run, "grlm/terms").at("/config/languages/Latin").asText()).isEqualTo("und");
    assertThatThrownBy(() -> tiny("language=klingon"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown language 'klingon'; it is auto or one of [en, de,");
  }

  private ItemAddition.Result add(RunFolder run, Item... items) throws IOException {
    Path file = folder.resolve("new.jsonl");
    var lines = new ArrayList<String>();
    for (Item item : items) {
      lines.add(Json.line(Json.object().put("id", item.id()).put("title", item.title())));
    }
    Files.write(file, lines);
    return new ItemAddition(Systems.ALL, NewItemTerms.NOBODY, false).add(run.root(), file);
  }

  @Test
  void anAddedItemOfWhichNoWordIsKnownIsAGuess() throws IOException {
    RunFolder run = fitted(shop(6, item -> "red soap " + item % 2), SystemRun.Inputs.NONE);
    ItemAddition.Result added =
        add(run, Item.titled("n1", "Soap"), Item.titled("n2", "สบู่"), Item.titled("n3", "🌹"));
    assertThat(added.guessed()).isEqualTo(Map.of("grlm", Set.of("n2", "n3")));
    assertThat(added.guessed("n2", "grlm")).isTrue();
    assertThat(added.guessed("n1", "grlm")).isFalse();
    assertThat(added.counts())
        .containsEntry("items without a known word, whose identifiers are guesses", 2L);
    assertThatThrownBy(() -> add(run, Item.titled("n4", "Red soap"), Item.titled("n5", "")))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "new.jsonl: the item 'n5' has no text that it could be named by (1 of 2 new items have"
                + " none); nothing was added");
    assertThat(Files.readAllLines(run.addedItems()))
        .hasSize(4)
        .last()
        .asString()
        .contains("\"items\":3");
  }
}
