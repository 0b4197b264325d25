package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.stage.RecordingListener;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSettings;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.ChatClients;
import dev.grlm.systems.grlm.prompt.PromptedNewItems;
import dev.grlm.systems.grlm.prompt.ScriptedChat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A language model names the items of [CyclicShop], and further items are added to the fitted run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemAdditionTest {
  private static final CyclicShop SHOP = CyclicShop.of(60);

  @TempDir private static Path folder;
  private Path data;
  private Path run;
  private RunConfig config;

  @BeforeAll
  void fit() throws IOException {
    data = SHOP.write(folder.resolve("data"));
    run = folder.resolve("run");
    config = CyclicShop.config(4, 4);
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(new RunFolder(run).addedItems());
  }

  private static Path items(Item... items) throws IOException {
    var lines = new ArrayList<String>();
    for (Item item : items) {
      lines.add(Json.line(Json.object().put("id", item.id()).put("title", item.title())));
    }
    return Files.write(folder.resolve("new.jsonl"), lines);
  }

  private Item like(int item, String id) throws IOException {
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      return Item.titled(id, grlm.catalog().item(item).title());
    }
  }

  private ItemAddition.Result add(Item... items) throws IOException {
    return new ItemAddition(Systems.ALL, NewItemTerms.NOBODY, false).add(run, items(items));
  }

  private RunConfig asking() throws IOException {
    return ConfigFile.over(
        config, null, List.of("terms.generator=checkpoint", "terms.prompted.checkpoint=folder"));
  }

  private ItemAddition.Result ask(boolean open, ScriptedChat chat, Item... items)
      throws IOException {
    RunConfig asking = asking();
    NewItemTerms asked =
        PromptedNewItems.of(
            asking.settings(GrlmSystem.NAME, GrlmSettings.class).terms(),
            asking.shared(),
            (_, _, _) -> chat);
    return new ItemAddition(Systems.ALL, asked, open).add(run, items(items));
  }

  @Test
  void aNewItemIsNamedWithKnownTermsAndRecommendedAtOnce() throws IOException {
    byte[] before = Files.readAllBytes(new RunFolder(run).identifiers("grlm"));
    Item twin = like(3, "twin");
    ItemAddition.Result result = add(twin);
    assertThat(result.items()).singleElement().matches(added -> added.first().exact());
    assertThat(Files.readAllBytes(new RunFolder(run).identifiers("grlm"))).isEqualTo(before);
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      assertThat(grlm.fitted()).isEqualTo(grlm.catalog().size() - 1);
      int place = grlm.catalog().indexOf("twin");
      assertThat(place).isEqualTo(grlm.fitted());
      assertThat(grlm.identifiers().of(place))
          .isEqualTo(result.items().getFirst().first().identifier());
      // The model finds it by what it says of itself, as it finds the item that it is like.
      assertThat(grlm.name(twin, 20).stream().flatMap(g -> g.grounding().items().stream()))
          .contains(place);
      assertThat(grlm.recommend(List.of("twin"), 5)).hasSize(5);
      // An open run that grows once more still counts its fitted items right.
      var items = new ArrayList<>(grlm.catalog().items());
      items.add(Item.titled("third", twin.title()));
      var all = new ArrayList<>(grlm.identifiers().all());
      all.add(grlm.identifiers().of(place));
      assertThat(grlm.with(items, all).recommend(List.of("third"), 5)).hasSize(5);
    }
  }

  @Test
  void itemsThatAreThereStayAsTheyAre() throws IOException {
    Item twin = like(3, "twin");
    add(twin);
    ItemAddition.Result again = add(twin, like(5, CyclicShop.id(5)), like(4, "other"));
    assertThat(again.known()).isEqualTo(2);
    assertThat(again.items()).extracting(added -> added.item().id()).containsExactly("other");
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      assertThat(grlm.catalog().size()).isEqualTo(grlm.fitted() + 2);
    }
  }

  @Test
  void aServiceTakesAddedItemsIn() throws Exception {
    add(like(3, "twin"));
    try (var live =
        LiveRun.open(Systems.ALL, run, folder.resolve("journal"), LiveSettings.DEFAULT)) {
      assertThat(live.item("twin")).isPresent();
      assertThat(live.put(like(6, "late")).item().id()).isEqualTo("late");
    }
  }

  @Test
  void theModelsTermsAreTakenWhereTheirSlotHasThem() throws IOException {
    Identifier known;
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      known = grlm.identifiers().of(0);
    }
    String answer = "[" + known.symbol(0) + ", unheard, of, in, shops]";
    var chat = ScriptedChat.saying(_ -> answer);
    ItemAddition.Result result = ask(false, chat, like(3, "wish"));
    Identifier given = result.items().getFirst().first().identifier();
    assertThat(given.symbol(0)).isEqualTo(known.symbol(0));
    assertThat(given.symbols()).doesNotContain("unheard", "shops");
    assertThat(result.items().getFirst().first().exact()).isTrue();
    assertThat(chat.closed()).isTrue();
    assertThat(chat.asks().getFirst().prompt()).as("neighbors have names").contains("| terms: [");
  }

  @Test
  void anOpenVocabularyIsTakenAsItIsAndSaysThatItIsStructuralOnly() throws IOException {
    var chat = ScriptedChat.saying(_ -> "[never, heard, of, in, shops]");
    ItemAddition.Result result = ask(true, chat, like(3, "open"));
    assertThat(result.items().getFirst().first().identifier())
        .isEqualTo(Identifier.of("never", "heard", "of", "in", "shops"));
    assertThat(result.items().getFirst().first().reach()).isEqualTo("structural");
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      int open = grlm.catalog().indexOf("open");
      assertThat(open).isEqualTo(grlm.fitted());
      assertThat(grlm.spells(grlm.identifiers().of(open))).isFalse();
      // Nothing can be read of it; beside others it is passed over.
      List<String> alone = List.of("open");
      assertThat(grlm.recommend(alone, 3)).hasSize(3);
      List<String> with = List.of(CyclicShop.id(5), "open");
      assertThat(ids(grlm.recommend(with, 3)))
          .isEqualTo(ids(grlm.recommend(List.of(CyclicShop.id(5)), 3)));
    }
    assertThat(add(like(3, "open")).known()).isEqualTo(1);
  }

  private static List<String> ids(List<Grlm.Recommended> list) {
    return list.stream().map(place -> place.item().id()).toList();
  }

  /// A made-up name that is like an item's leads to it; under the trie there is none.
  @Test
  void whatTheModelCannotSpellIsGroundedStructurally() throws IOException {
    ask(true, ScriptedChat.saying(_ -> "[never, heard, of, in, shops]"), like(6, "open"));
    List<String> history = List.of(CyclicShop.id(4), CyclicShop.id(5));
    try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
      assertThat(ids(grlm.recommend(history, 38))).doesNotContain("open");
      assertThat(grlm.free().recommend(history, 10)).hasSize(10);
      var all = new Dataset(grlm.catalog(), grlm.histories(), new TreeMap<>());
      Grounding made =
          DecodingConfig.DEFAULT
              .grounder(all, grlm.identifiers())
              .ground(Identifier.of("never", "heard", "of", "in", "towns"));
      assertThat(made).isInstanceOf(Grounding.Structural.class);
      assertThat(made.items()).containsExactly(grlm.catalog().indexOf("open"));
    }
  }

  @Test
  void whatCannotBeAskedIsAddedWholeOrNotAtAll() throws IOException {
    var silent = new ScriptedChat(_ -> new Reply.OverBudget());
    assertThatThrownBy(() -> ask(false, silent, like(3, "a"), like(4, "b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 of 2 new items are left without an answer: the budget is over");
    assertThat(new RunFolder(run).addedItems()).doesNotExist();
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    Path file = new RunFolder(run).addedItems();
    Files.writeString(
        file, "{\"item\": {\"id\": \"x\"}, \"termId\": [\"a\"], \"reach\": \"exact\"}\n");
    assertThatThrownBy(() -> Grlm.open(Systems.ALL, run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("added-items.jsonl:1: 'termId' is not a Term ID of 5 terms");
  }

  /// A house whose GRLM asks these clients.
  private static RunStages stages(
      Path run, RunConfig config, RunListener listener, ChatClients clients) throws IOException {
    List<RecommenderSystem<?>> house = List.of(new GrlmSystem(clients));
    return new RunStages(new RunFolder(run), RunConfig.stored(house, config.tree()), listener);
  }

  @Test
  void theStageAsksKeepsNothingHalfAndGoesOn() throws IOException {
    Path other = folder.resolve("asked");
    var calls = new int[1];
    var poor =
        new ScriptedChat(
            _ -> calls[0]++ < 3 ? ScriptedChat.text("[a, b, c, d, e]") : new Reply.OverBudget());
    RunStages stages = stages(other, asking(), RunListener.silent(), (_, _, _) -> poor);
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    assertThatThrownBy(() -> stages.stage("grlm", "terms"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "terms: \\d+ of \\d+ items are left without an answer: the budget is over; .*--fallback.*");
    assertThat(new RunFolder(other).identifiers("grlm")).doesNotExist();
    assertThat(poor.closed()).isTrue();

    var rich = ScriptedChat.saying(_ -> "[a, b, c, d, e]");
    var heard = new RecordingListener();
    stages(other, asking(), heard, (_, _, _) -> rich).stage("grlm", "terms");
    assertThat(Json.read(new RunFolder(other).manifest()).at("/stages/grlm~1terms/counts"))
        .anyMatch(count -> count.asLong() > 3);
    assertThat(
            Json.read(new RunFolder(other).manifest()).at("/stages/grlm~1terms/config/generator"))
        .hasToString("\"checkpoint\"");
    stages(
            other,
            asking(),
            RunListener.silent(),
            (_, _, _) -> {
              throw new IOException("not asked again");
            })
        .stage("grlm", "terms");
  }

  @Test
  void withFallbackItEndsWithExtractedTerms() throws IOException {
    Path other = folder.resolve("fallback");
    RunConfig ending = ConfigFile.over(asking(), null, List.of("terms.prompted.fallback=true"));
    var chat = new ScriptedChat(_ -> new Reply.Failed("refused"));
    RunStages stages = stages(other, ending, RunListener.silent(), (_, _, _) -> chat);
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    stages.stage("grlm", "terms");
    assertThat(Files.readAllBytes(new RunFolder(other).identifiers("grlm")))
        .isEqualTo(Files.readAllBytes(new RunFolder(run).identifiers("grlm")));
  }

  @Test
  void anExtractiveStageIsRecordedAsItAlwaysWas() throws IOException {
    assertThat(Json.line(Json.read(new RunFolder(run).manifest()).at("/stages/grlm~1terms/config")))
        .isEqualTo("{\"length\":5,\"neighbors\":5,\"collisions\":\"keep\",\"textFields\":[]}");
    assertThat(TermConfig.DEFAULT.generator()).isEqualTo(TermSource.EXTRACTIVE);
    assertThat(PromptedTermConfig.DEFAULT.fallback()).isFalse();
  }
}
