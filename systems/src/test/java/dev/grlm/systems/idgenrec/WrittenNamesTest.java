package dev.grlm.systems.idgenrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.chat.Calls;
import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.chat.LoggedChat;
import dev.grlm.chat.TinyTextToText;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.decode.TextToText;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.prompt.ScriptedChat;
import dev.grlm.tensor.Placement;
import dev.grlm.words.Languages;
import dev.grlm.words.WordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that somebody else writes.
class WrittenNamesTest {
  private static final List<String> TITLES = List.of("red mug", "blue mug", "oak table", "lamp");
  private static final TagConfig ASKED =
      TagConfig.NONE.withEndpoint("http://localhost:1/v1").withModel("m").withNames(3);

  @TempDir Path folder;

  private SystemRun<IdgenrecSettings> run(String name, TagConfig tags, SystemRun.Inputs inputs)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    Dataset cyclic = ToyWorlds.cyclic(TITLES.size(), 8, 6);
    var items =
        cyclic.catalog().items().stream()
            .map(item -> Item.titled(item.id(), TITLES.get(Integer.parseInt(item.id()))))
            .toList();
    DatasetFiles.write(
        run.dataset(), new Dataset(new Catalog(items), cyclic.histories(), cyclic.counts()));
    var ids =
        TextualIdConfig.KEYWORDS
            .with()
            .from(IdSource.TAGS)
            .words(1)
            .most(3)
            .minimumItems(1)
            .tags(tags)
            .build();
    return new SystemRun<>(
        "idgenrec",
        "default",
        IdgenrecSettings.DEFAULT.withIds(ids),
        RunSettings.DEFAULT,
        run,
        new RunTables(run),
        inputs,
        RunListener.silent());
  }

  private static TagClients saying(ScriptedChat chat) {
    return (_, _, log) -> LoggedChat.open(chat, log);
  }

  /// The stages up to the names.
  private static Map<String, Long> name(IdgenrecSystem system, SystemRun<IdgenrecSettings> run)
      throws IOException {
    List<Stage> stages = system.stages(run);
    assertThat(stages.stream().map(Stage::verb)).startsWith("tags", "words", "examples");
    var counts = new TreeMap<>(stages.getFirst().work().run());
    counts.putAll(stages.get(1).work().run());
    return counts;
  }

  private static List<String> names(SystemRun<IdgenrecSettings> run) throws IOException {
    return TermIdFile.identifiersOfAnyLength(
            run.folder().resolve("words.tsv"), run.dataset().catalog())
        .all()
        .stream()
        .map(Identifier::toString)
        .toList();
  }

  private static Reply about(Ask ask, Function<String, String> script) {
    return ScriptedChat.text(
        script.apply(TITLES.stream().filter(ask.prompt()::contains).findFirst().orElseThrow()));
  }

  /// Mugs are called the same at first; of the lamp nothing is said.
  @Test
  void theFirstThatNobodyElseHasIsTheName() throws IOException {
    var chat =
        new ScriptedChat(ask ->
            about(
                ask,
                title ->
                    title.contains("mug")
                        ? "1. Mug, kitchen\n2. mug kitchen"
                        : title.equals("lamp") ? "—" : "- table\n- wood"));
    SystemRun<IdgenrecSettings> run = run("asked", ASKED, SystemRun.Inputs.NONE);
    Map<String, Long> counts = name(new IdgenrecSystem(saying(chat)), run);
    assertThat(names(run)).contains("[mug, kitchen]", "[table]", "[lamp]").hasSize(4);
    assertThat(names(run).subList(0, 2))
        .as("the second mug has a word of its own")
        .containsAnyOf("[mug, kitchen, red]", "[mug, kitchen, blue]");
    assertThat(counts)
        .containsEntry("items of whom nothing usable was written", 1L)
        .containsEntry(IdCandidates.Way.WRITTEN.told(), 2L)
        .containsEntry(IdCandidates.Way.WRITTEN_AND_OWN.told(), 1L)
        .containsEntry(IdCandidates.Way.FIRST.told(), 1L)
        .containsEntry("prompt tokens", 40L);
    assertThat(chat.asks().getFirst().prompt()).contains("red mug", "Write 3 names", "two to 2 ");
    assertThat(Files.readAllLines(run.folder().resolve("tags.jsonl")))
        .first()
        .isEqualTo("{\"item\":\"0\",\"names\":[[\"mug\",\"kitchen\"]]}");
  }

  /// What was answered is not asked for again, by the run itself or by one that goes on from it.
  @Test
  void whatIsLeftIsAskedForTheNextTime() throws IOException {
    var broke =
        new ScriptedChat(ask ->
            ask.prompt().contains("oak") ? new Reply.OverBudget() : about(ask, title -> title));
    SystemRun<IdgenrecSettings> run = run("left", ASKED, SystemRun.Inputs.NONE);
    assertThatIOException()
        .isThrownBy(() -> name(new IdgenrecSystem(saying(broke)), run))
        .withMessage(
            "idgenrec/tags: not all of 4 items have an answer, of the last 4 asked for 3 have: the budget is over; the answers so far are kept, so the same command goes on from here");
    assertThat(run.folder().resolve("tags.jsonl")).doesNotExist();
    var well = new ScriptedChat(ask -> about(ask, title -> title));
    name(new IdgenrecSystem(saying(well)), run);
    assertThat(well.asks()).singleElement().matches(ask -> ask.prompt().contains("oak table"));
    assertThat(names(run)).containsExactly("[red, mug]", "[blue, mug]", "[oak, table]", "[lamp]");
    var nobody = new ScriptedChat(_ -> new Reply.Refused("it is gone"));
    var inputs =
        new SystemRun.Inputs(
            Optional.empty(), Optional.of(folder.resolve("left")), Optional.empty());
    SystemRun<IdgenrecSettings> next = run("next", ASKED, inputs);
    name(new IdgenrecSystem(saying(nobody)), next);
    assertThat(names(next)).isEqualTo(names(run));
  }

  @Test
  void whereNobodyAnswersTheReasonIsSaid() throws IOException {
    SystemRun<IdgenrecSettings> run = run("nobody", ASKED, SystemRun.Inputs.NONE);
    var refuses = new ScriptedChat(_ -> new Reply.Refused("it is gone"));
    assertThatIOException()
        .isThrownBy(() -> name(new IdgenrecSystem(saying(refuses)), run))
        .withMessageContaining("nobody answers, it is gone");
    var fails = new ScriptedChat(_ -> new Reply.Failed("time is out"));
    assertThatIOException()
        .isThrownBy(() -> name(new IdgenrecSystem(saying(fails)), run))
        .withMessageContaining("nobody answers, time is out");
    var once =
        new ScriptedChat(ask ->
            ask.prompt().contains("oak")
                ? new Reply.Failed("a bad day")
                : about(ask, title -> title));
    assertThat(name(new IdgenrecSystem(saying(once)), run))
        .containsEntry("items whose calls failed", 1L);
    assertThat(names(run).get(2)).as("by its own words").isEqualTo("[oak]");
  }

  /// The weights are drawn, so that names are noise; but it is that T5's noise.
  @Test
  void aT5WritesTheNames() throws IOException {
    Path t5 = folder.resolve("t5");
    TinyTextToText.write(t5, List.of("mug", "red", "oak", "table", "lamp", "blue"), 11);
    TagConfig tags = TagConfig.NONE.withCheckpoint(t5.toString()).withNames(4);
    var system = new IdgenrecSystem();
    SystemRun<IdgenrecSettings> run = run("t5-names", tags, SystemRun.Inputs.NONE);
    system.require(run);
    name(system, run);
    try (TextToText model = TextToText.load(t5, Placement.HOST);
        var splitter = new WordSplitter(Languages.ENGLISH)) {
      String best =
          String.join(
              "\n",
              model
                  .answers(List.of("oak table"), new TextToText.Limits(256, 4, 16))
                  .getFirst()
                  .texts());
      List<String> first = TagAnswer.names(best, splitter, 2).getFirst();
      assertThat(names(run).get(2)).startsWith("[" + String.join(", ", first));
    }
    assertThat(system.stages(run).getFirst().inputs())
        .as("another T5 in its place is asked anew")
        .contains(t5.resolve("model.safetensors"), t5.resolve("tokenizer.json"));
    Files.delete(t5.resolve("tokenizer.json"));
    assertThatIOException()
        .isThrownBy(() -> system.require(run))
        .withMessageStartingWith(t5.resolve("tokenizer.json") + ": no such file");
  }

  @Test
  void namesAreReadWhateverMarksThem() {
    try (var splitter = new WordSplitter(Languages.ENGLISH)) {
      assertThat(
              TagAnswer.names(
                  "1. Red mug\n2) red, MUG\n\n - large mug mug\n* 3-piece tea set for two\n...",
                  splitter,
                  3))
          .containsExactly(
              List.of("red", "mug"), List.of("large", "mug"), List.of("3", "piece", "tea"));
    }
  }

  @Test
  void whoWritesIsSaidAndOnlyWhereItIsAsked() throws IOException {
    TextualIdConfig words = TextualIdConfig.KEYWORDS;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.withFrom(IdSource.TAGS))
        .withMessage(
            "from 'tags' needs either tags.checkpoint, or tags.endpoint and tags.model: '', '', ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.withTags(ASKED))
        .withMessageStartingWith(
            "tags.checkpoint and tags.endpoint belong to from 'tags', not 'keywords'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ASKED.withNames(0))
        .withMessage("names and textLength must be at least 1: 0, 1000");
    var wrong = run("wrong", ASKED.withEndpoint("ftp://x"), SystemRun.Inputs.NONE);
    assertThatIOException()
        .isThrownBy(() -> new IdgenrecSystem().require(wrong))
        .withMessageContaining("must begin with http:// or https://");
    TagConfig keyless = ASKED.withCalls(new Calls("GRLM_NO_SUCH_KEY", 1, 0, 1, 0, 0, 0, 0, 0, 0));
    var locked = run("locked", keyless, SystemRun.Inputs.NONE);
    assertThatIOException()
        .isThrownBy(() -> new IdgenrecSystem().require(locked))
        .withMessage(
            "the environment variable GRLM_NO_SUCH_KEY, which shall hold the key, is not set");
  }
}
