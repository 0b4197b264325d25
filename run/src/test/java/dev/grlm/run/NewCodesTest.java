package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.run.AddedItems.Added;
import dev.grlm.run.NewItems.Arrival;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.Preparing;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shop of four rooms that have no word in common, whose customers never leave theirs. The first
/// code of an item says its room, and so does that of an item that comes later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewCodesTest {
  private static final List<List<String>> ROOMS =
      List.of(
          List.of("garden", "spade", "soil", "seed", "fence"),
          List.of("kitchen", "pan", "spice", "oven", "spoon"),
          List.of("office", "paper", "pen", "desk", "folder"),
          List.of("music", "string", "drum", "reed", "horn"));

  private static final int ROOM = 8;
  private static final List<String> CODED = List.of("tiger", "letter", "lc-rec", "etegrec");

  @TempDir private static Path folder;
  private Path data;
  private Path run;

  private static String title(int room, String own) {
    return String.join(" ", ROOMS.get(room)) + " " + own;
  }

  private static String id(int room, int thing) {
    return "i" + room + thing;
  }

  @BeforeAll
  void fit() throws IOException {
    data = write(folder.resolve("data"));
    run = folder.resolve("run");
    fit(run, "grlm", "tiger", "letter", "lc-rec", "etegrec", "sasrec");
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(added());
  }

  private Path added() {
    return new RunFolder(run).addedItems();
  }

  /// Things are told apart by one of eight words that all rooms have.
  private static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var items = new ArrayList<String>();
    for (int room = 0; room < ROOMS.size(); room++) {
      for (int thing = 0; thing < ROOM; thing++) {
        items.add(
            Json.line(ItemJson.write(Item.titled(id(room, thing), title(room, "n" + thing)))));
      }
    }
    Files.write(folder.resolve("items.jsonl"), items);
    var rows = new ArrayList<>(List.of("user\titem\tposition"));
    for (int user = 0; user < 80; user++) {
      for (int step = 0; step < 6; step++) {
        int stride = 1 + 2 * (user / 4 % 4); // what comes next is no more than a room
        int thing = (user / 16 + step * stride) % ROOM;
        rows.add("u%d\t%s\t%d".formatted(user, id(user % 4, thing), step));
      }
    }
    Files.write(folder.resolve("interactions.tsv"), rows);
    return folder;
  }

  private static List<String> settings() {
    var all = new ArrayList<String>();
    for (String system : CODED) {
      all.add(system + ".codebook.codes=4");
      all.add(system + ".codebook.levels=2");
      all.add(system + ".decoder.width=16");
      all.add(system + ".decoder.layers=1");
      all.add(system + ".decoder.heads=2");
      all.add(system + ".decoder.hidden=32");
      all.add(system + ".decoder.slotHidden=16");
      all.add(system + ".decoder.maxSteps=6");
      all.add(system + ".decoder.dropout=0.1");
      all.add(system + ".decoder.labelSmoothing=0.1");
      all.add(system + ".decoder.training.epochs=12");
      all.add(system + ".decoder.training.batch=64");
      all.add(system + ".decoder.training.learningRate=1e-2");
      all.add(system + ".decoder.training.validateEvery=4");
      if (!system.equals("tiger")) {
        all.add(system + ".codebook.rqVae.hidden=[16]");
        all.add(system + ".codebook.rqVae.width=8");
        all.add(system + ".codebook.rqVae.epochs=30");
        all.add(system + ".codebook.rqVae.validateEvery=10");
      }
    }
    for (String system : List.of("letter", "etegrec")) {
      all.add(system + ".collaborative.hidden=16");
      all.add(system + ".collaborative.epochs=20");
      all.add(system + ".collaborative.batch=64");
    }
    all.addAll(
        List.of(
            "embedding.dimensions=5", // one for each room, and one for things
            "lc-rec.tasks.items=8",
            "etegrec.vectorWidth=16",
            "etegrec.alternation.epochs=4",
            "etegrec.alternation.alignAfter=2",
            "etegrec.tuning.epochs=12",
            "etegrec.tuning.batch=64",
            "etegrec.tuning.learningRate=1e-2",
            "etegrec.tuning.validateEvery=4",
            "sasrec.training.epochs=1"));
    return all;
  }

  private void fit(Path folder, String... systems) throws IOException {
    RunConfig config =
        CyclicShop.config(2, 2, settings().toArray(String[]::new)).fitting(List.of(systems));
    Grlm.fit(data, folder, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
  }

  private ItemAddition.Result add(Item... items) throws IOException {
    var lines = new ArrayList<String>();
    for (Item item : items) {
      lines.add(Json.line(ItemJson.write(item)));
    }
    Path file = Files.write(folder.resolve("new.jsonl"), lines);
    return new ItemAddition(Systems.ALL, NewItemTerms.NOBODY, false).add(run, file);
  }

  @Test
  void everySystemThatCanNamesItInOneLine() throws IOException {
    Added late = add(Item.titled("late", title(1, "n3"))).items().getFirst();
    assertThat(late.names().sequencedKeySet())
        .containsExactly("grlm", "tiger", "letter", "lc-rec", "etegrec");
    assertThat(late.names().values()).allMatch(AddedItems.Name::exact);
    assertThat(name(late, "grlm").books()).as("words mean the same everywhere").isEmpty();
    assertThat(name(late, "tiger").books())
        .matches("[0-9a-f]{16}")
        .isNotEqualTo(name(late, "letter").books());
    for (String system : late.names().sequencedKeySet()) {
      try (Grlm grlm = Grlm.open(Systems.ALL, run, system)) {
        assertThat(grlm.identifiers().of(grlm.catalog().indexOf("late")))
            .isEqualTo(name(late, system).identifier());
      }
    }
    try (Grlm sasrec = Grlm.open(Systems.ALL, run, "sasrec")) {
      assertThat(sasrec.catalog().indexOf("late"))
          .as("it knows what it was fitted on")
          .isNegative();
    }
  }

  /// Room 2, whatever the system calls it.
  @ParameterizedTest
  @ValueSource(strings = {"tiger", "letter", "lc-rec", "etegrec"})
  void aNewItemOfARoomIsRecommendedToWhoBuysThere(String system) throws IOException {
    Set<String> expected;
    try (Grlm grlm = Grlm.open(Systems.ALL, run, system)) {
      Set<String> codes =
          IntStream.range(0, ROOM)
              .mapToObj(thing -> room(grlm, id(2, thing)))
              .collect(Collectors.toSet());
      // The books of the others are trained, by what else they learn.
      assertThat(codes).as("a room is a code").hasSizeLessThan(system.equals("tiger") ? 2 : 4);
      // That of its twin in the fit; etegrec goes by what people take, and nobody has taken it.
      expected = system.equals("etegrec") ? codes : Set.of(room(grlm, id(2, 2)));
    }
    add(Item.titled("late", title(2, "n2")));
    try (Grlm grlm = Grlm.open(Systems.ALL, run, system)) {
      assertThat(room(grlm, "late")).isIn(expected);
      List<String> list =
          grlm.recommend(List.of(id(2, 3), id(2, 4), id(2, 5)), 30).stream()
              .map(place -> place.item().id())
              .toList();
      // Behind a code of etegrec's there may be two rooms.
      int first = system.equals("etegrec") ? 2 * ROOM : ROOM - 3 + 1;
      assertThat(list.subList(0, first)).as("before items of other rooms").contains("late");
      List<String> elsewhere =
          grlm.recommend(List.of(id(0, 3), id(0, 4), id(0, 5)), 30).stream()
              .map(place -> place.item().id())
              .toList();
      assertThat(elsewhere.subList(0, ROOM - 3)).doesNotContain("late");
    }
  }

  private static String room(Grlm grlm, String id) {
    return grlm.identifiers().of(grlm.catalog().indexOf(id)).symbol(0);
  }

  @Test
  void copiesAreToldApartAsLongAsAnythingIsFree() throws IOException {
    Item[] copies =
        IntStream.range(0, 40)
            .mapToObj(copy -> Item.titled("copy" + copy, title(3, "n1")))
            .toArray(Item[]::new);
    ItemAddition.Result result = add(copies);
    for (String system : CODED) {
      List<Identifier> names =
          result.items().stream().map(item -> name(item, system).identifier()).toList();
      long shared =
          result.counts().entrySet().stream()
              .filter(count -> count.getKey().startsWith(system + ": items that share"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(shared).as(system + " has not so many codes").isPositive();
      try (Grlm grlm = Grlm.open(Systems.ALL, run, system)) {
        List<Identifier> before = grlm.identifiers().all().subList(0, grlm.fitted());
        assertThat(names.stream().distinct().filter(name -> !before.contains(name)))
            .hasSize((int) (names.size() - shared));
        assertThat(grlm.recommend(List.of(id(3, 1)), 100)).hasSize(ROOMS.size() * ROOM + 39);
      }
    }
  }

  /// A file from before there were names by system: its Term IDs are grlm's, and the others name
  /// its items themselves.
  @Test
  void aFileOfAnEarlierVersionIsReadAndGoneOnWith() throws IOException {
    Identifier given;
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      given = grlm.identifiers().of(5);
    }
    var line = Json.object();
    line.set("item", ItemJson.write(Item.titled("old", title(1, "n3"))));
    line.set("termId", Json.tree(given.symbols()));
    String earlier = Json.line(line.put("reach", "exact")) + "\n";
    Files.writeString(added(), earlier);
    Identifier coded;
    try (Grlm grlm = Grlm.open(Systems.ALL, run);
        Grlm tiger = Grlm.open(Systems.ALL, run, "tiger")) {
      assertThat(grlm.identifiers().of(grlm.fitted())).isEqualTo(given);
      coded = tiger.identifiers().of(tiger.fitted());
      assertThat(coded.symbol(0)).isEqualTo(tiger.identifiers().of(ROOM).symbol(0));
    }
    assertThat(add(Item.titled("old", "x y"), Item.titled("late", title(1, "n3"))).known())
        .isEqualTo(1);
    assertThat(Files.readString(added())).startsWith(earlier.replace("}\n", ",\"sum\":\""));
    try (Grlm tiger = Grlm.open(Systems.ALL, run, "tiger")) {
      assertThat(tiger.catalog().size()).isEqualTo(tiger.fitted() + 2);
      assertThat(tiger.identifiers().of(tiger.fitted())).isEqualTo(coded);
      assertThat(tiger.identifiers().of(tiger.fitted() + 1)).isNotEqualTo(coded);
    }
  }

  /// The same numbers stand for something else in books that were fitted again.
  @Test
  void codesOfOtherBooksAreNotTaken() throws IOException {
    try (Grlm tiger = Grlm.open(Systems.ALL, run, "tiger")) {
      Identifier own = tiger.identifiers().of(0);
      Item item = Item.titled("late", title(3, "n1"));
      assertThat(names(tiger, new Arrival(item, own, tiger.books(), false))).isEqualTo(own);
      for (Arrival foreign :
          List.of(
              new Arrival(item, own, "0123456789abcdef", false), new Arrival(item, own, true))) {
        assertThat(names(tiger, foreign).symbol(0))
            .isEqualTo(tiger.identifiers().of(3 * ROOM + 1).symbol(0))
            .isNotEqualTo(own.symbol(0));
      }
    }
  }

  private static Identifier names(Grlm run, Arrival arrival) throws IOException {
    return NewItems.grown(run, List.of(arrival)).identifiers().getLast();
  }

  /// The others name it now; it names the item by itself when it is fitted.
  @ParameterizedTest
  @ValueSource(strings = {"tiger", "grlm"})
  void aSystemThatIsNotFittedToItsEndHoldsUpNobody(String unfinished) throws IOException {
    Path manifest = new RunFolder(run).manifest();
    byte[] whole = Files.readAllBytes(manifest);
    Item item = Item.titled("late", title(1, "n3"));
    try {
      JsonNode begun = Json.read(manifest);
      begun
          .withObject("/stages")
          .properties()
          .removeIf(stage -> stage.getKey().startsWith(unfinished + "/"));
      Json.write(manifest, begun);
      Files.writeString(manifest, AlteredRun.withoutSum(Files.readString(manifest)));
      assertThatThrownBy(() -> addBy(unfinished, item))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the model of '" + unfinished + "' was not trained to its end");
      assertThat(added()).doesNotExist();
      ItemAddition.Result result = add(item);
      assertThat(result.items().getFirst().names().sequencedKeySet())
          .containsExactlyElementsOf(
              Stream.of("grlm", "tiger", "letter", "lc-rec", "etegrec")
                  .filter(system -> !system.equals(unfinished))
                  .toList());
      assertThat(result.counts())
          .containsEntry(
              "systems that name them once they are fitted to their end (" + unfinished + ")", 1L);
    } finally {
      Files.write(manifest, whole);
    }
    try (Grlm grlm = Grlm.open(Systems.ALL, run, unfinished)) {
      assertThat(grlm.catalog().indexOf("late")).isEqualTo(grlm.fitted());
      assertThat(grlm.spells(grlm.identifiers().of(grlm.fitted()))).isTrue();
    }
  }

  private void addBy(String system, Item item) throws IOException {
    Path file = Files.writeString(folder.resolve("new.jsonl"), Json.line(ItemJson.write(item)));
    var _ = new ItemAddition(Systems.ALL, NewItemTerms.NOBODY, false).add(run, system, file);
  }

  /// Nothing is read for naming where nothing is to be named.
  @Test
  void whereAllIsKnownNothingIsOpened() throws IOException {
    Path manifest = new RunFolder(run).manifest();
    Path words = new RunFolder(run).encoder().resolve("vocabulary.json");
    byte[] whole = Files.readAllBytes(manifest);
    byte[] vocabulary = Files.readAllBytes(words);
    AlteredRun.write(run, words, "{}");
    try {
      assertThat(add(Item.titled(id(1, 3), "x")).known()).isEqualTo(1);
      assertThat(added()).doesNotExist();
      assertThatThrownBy(() -> add(Item.titled("late", "x")))
          .hasMessageStartingWith(words.toString());
    } finally {
      Files.write(words, vocabulary);
      Files.write(manifest, whole);
    }
  }

  /// Somebody tells the system with words what the item is; codes stay guesses.
  @Test
  void whatOneSystemIsToldIsToldToNoOther() throws IOException {
    NewItemTerms asked =
        (questions, length, _) ->
            new NewItemTerms.Answers(
                Collections.nCopies(
                    questions.size(),
                    Optional.of(new Identifier(Collections.nCopies(length, "garden")))),
                new TreeMap<>());
    Path file =
        Files.writeString(
            folder.resolve("new.jsonl"), Json.line(ItemJson.write(Item.titled("late", "สบู่"))));
    ItemAddition.Result result = new ItemAddition(Systems.ALL, asked, false).add(run, file);
    assertThat(result.guessed()).containsOnlyKeys(CODED);
    assertThat(result.guessed("late", "tiger")).isTrue();
    assertThat(result.guessed("late", "grlm")).isFalse();
    assertThat(result.counts())
        .containsEntry("items without a known word, whose identifiers are guesses", 1L);
  }

  /// Before the first explanation asks for titles, which is in a request.
  @Test
  void whatNamesByCodesIsPrepared() throws IOException {
    var stages =
        new RunStages(new RunFolder(run), Grlm.configOf(Systems.ALL, run), RunListener.silent());
    List<FittedSystem> systems = stages.openLearned();
    try {
      assertThat(systems)
          .filteredOn(Coded.class::isInstance)
          .hasSize(CODED.size())
          .allSatisfy(system -> {
            assertThat(system).isInstanceOf(Preparing.class);
            ((Preparing) system).prepare();
          });
    } finally {
      systems.forEach(FittedSystem::close);
    }
  }

  @Test
  void whatOneSystemCannotDoIsDoneForNone() throws IOException {
    Path books = new RunFolder(run).system("letter").resolve("codebook/quantizer.json");
    byte[] whole = Files.readAllBytes(books);
    try {
      Files.writeString(books, "{\"kind\": \"tea leaves\"}");
      assertThatThrownBy(() -> add(Item.titled("late", title(1, "n3"))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(books.toString())
          .message()
          .doesNotContain("\n");
      assertThat(added()).doesNotExist();
    } finally {
      Files.write(books, whole);
    }
  }

  /// A file that is altered and looks as before is only noticed by who reads it anew.
  @Test
  void whatSystemsShareIsReadOnceForAllThatAreOpenedTogether() throws IOException {
    var folder = new RunFolder(run);
    RunConfig config = Grlm.configOf(Systems.ALL, run);
    var stages = new RunStages(folder, config, RunListener.silent());
    Grlm.open(stages, "grlm").close();
    Path shared = folder.embeddings();
    byte[] whole = Files.readAllBytes(shared);
    FileTime time = Files.getLastModifiedTime(shared);
    byte[] altered = whole.clone();
    altered[altered.length - 2] ^= 1;
    try {
      Files.write(shared, altered);
      Files.setLastModifiedTime(shared, time);
      Grlm.open(stages, "tiger").close();
      assertThatThrownBy(() -> Grlm.open(Systems.ALL, run, "tiger"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(shared + ": is not what was fitted");
    } finally {
      Files.write(shared, whole);
    }
  }

  @Test
  void aBrokenLineSaysWhereItIsAndWhatToDo() throws IOException {
    add(Item.titled("late", title(1, "n3")));
    String line = unsummed(Files.readString(added()));
    String shortened = line.replaceFirst("(\"tiger\":\\{\"symbols\":\\[\"a\\d+\"),\"b\\d+\"", "$1");
    assertThat(shortened).isNotEqualTo(line);
    Files.writeString(added(), shortened);
    assertThatThrownBy(() -> Grlm.open(Systems.ALL, run, "tiger"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            ".*added-items.jsonl:1: 'identifiers.tiger.symbols' is not an identifier of 3 symbols: "
                + "\\[.*]; delete the line and add the item again");
    Grlm.open(Systems.ALL, run, "letter").close(); // it is nothing to the others
    Files.writeString(added(), "{\"item\":{\"id\":\"x\"},\"identifiers\":{}}\n");
    assertThatThrownBy(() -> Grlm.open(Systems.ALL, run, "letter"))
        .hasMessageEndingWith(
            "added-items.jsonl:1: 'identifiers' has no identifier by any system; delete the line"
                + " and add the item again");
  }

  /// As of an earlier version, or as somebody leaves it who edits it by hand.
  private static String unsummed(String lines) {
    String without =
        lines.replaceFirst("\\{\"items\":.*\n$", "").replaceAll(",\"sum\":\"[0-9a-f]{8}\"", "");
    assertThat(without).endsWith("}\n").doesNotContain("sum");
    return without;
  }

  private static AddedItems.Name name(Added item, String system) {
    return Objects.requireNonNull(item.names().get(system), system);
  }
}
