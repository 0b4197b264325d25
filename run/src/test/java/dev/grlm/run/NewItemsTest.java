package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.run.NewItems.Arrival;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One answer to what becomes of a new item, whoever asks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewItemsTest {
  private static final Identifier FOREIGN = Identifier.of("of", "quite", "another", "run", "here");

  @TempDir private static Path folder;
  private final List<Grlm> opened = new ArrayList<>();

  @BeforeAll
  void fit() throws IOException {
    Path data = CyclicShop.of(30).write(folder.resolve("data"));
    for (String recipe : List.of("small", "flat")) {
      opened.add(
          Grlm.fit(
              data,
              folder.resolve(recipe),
              CyclicShop.config(1, 1).withRecipe(recipe),
              SystemRun.Inputs.NONE,
              RunListener.silent()));
    }
  }

  @AfterAll
  void close() {
    opened.forEach(Grlm::close);
  }

  private Grlm run(String recipe) {
    return recipe.equals("small") ? opened.getFirst() : opened.getLast();
  }

  private static Item item(String id) {
    return Item.titled(id, "garden lamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "flat"})
  void whatTheModelCanSpellIsKeptAndWhatItCannotIsNamedAgain(String recipe) throws IOException {
    Grlm run = run(recipe);
    Identifier known = run.identifiers().of(3);
    NewItems.Grown grown =
        NewItems.grown(
            run,
            List.of(new Arrival(item("a"), known, false), new Arrival(item("b"), FOREIGN, false)));
    assertThat(grown.identifiers().get(CyclicShop.ITEMS)).isEqualTo(known);
    Identifier renamed = grown.identifiers().get(CyclicShop.ITEMS + 1);
    assertThat(renamed).isNotEqualTo(FOREIGN);
    assertThat(run.spells(renamed)).isTrue();
    assertThat(grown.renamed()).isEqualTo(1);
  }

  @Test
  void anOpenOneStaysAsItIs() throws IOException {
    NewItems.Grown grown =
        NewItems.grown(
            run("small"),
            List.of(new Arrival(item("a"), FOREIGN, true)),
            (never, _) -> {
              throw new AssertionError("named: " + never);
            });
    assertThat(grown.identifiers().getLast()).isEqualTo(FOREIGN);
    assertThat(grown.renamed()).isZero();
  }

  @Test
  void anIdentifierOfAnotherLengthIsNamedAgain() throws IOException {
    NewItems.Grown grown =
        NewItems.grown(run("small"), List.of(new Arrival(item("a"), Identifier.of("lamp"), true)));
    assertThat(grown.identifiers().getLast().length()).isEqualTo(5);
    assertThat(grown.renamed()).isEqualTo(1);
  }

  @Test
  void aFittedItemKeepsItsIdentifierAndGetsItsMetadata() throws IOException {
    Grlm run = run("small");
    var told = Item.titled(CyclicShop.id(4), "another name");
    NewItems.Grown grown = NewItems.grown(run, List.of(new Arrival(told, FOREIGN, false)));
    assertThat(grown.items()).hasSize(CyclicShop.ITEMS);
    assertThat(grown.items().get(4).title()).isEqualTo("another name");
    assertThat(grown.identifiers()).isEqualTo(run.identifiers().all());
  }

  /// The file of added items, a service and the next run come to the same name.
  @Test
  void theWayInDoesNotMatter() throws IOException {
    Grlm run = run("flat");
    Identifier named =
        NewItems.grown(run, List.of(new Arrival(item("late"), FOREIGN, false)))
            .identifiers()
            .getLast();
    Path file = run.folder().addedItems();
    var names = new LinkedHashMap<>(Map.of("grlm", new AddedItems.Name(FOREIGN, true, "")));
    AddedItems.append(file, List.of(), List.of(new AddedItems.Added(item("late"), names)));
    try (Grlm again = Grlm.open(Systems.ALL, run.folder().root())) {
      assertThat(again.identifiers().of(again.catalog().indexOf("late"))).isEqualTo(named);
    } finally {
      Files.delete(file);
    }
  }
}
