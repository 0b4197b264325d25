package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.fusion.Reason;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.journal.LiveEvent;
import dev.grlm.live.Answer;
import dev.grlm.live.Ask;
import dev.grlm.live.Explanation;
import dev.grlm.live.Filter;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.report.Report;
import dev.grlm.stage.RecordingListener;
import dev.grlm.stage.RecordingListener.Killed;
import dev.grlm.system.CannotException;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import dev.grlm.systems.sasrec.SasRecSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What every system owes to a run: it is fitted, stopped, resumed, opened again, asked, explained
/// or not, grown or not, and served, and nobody needs to know which one it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SystemContract {
  private static final int USERS = 12;

  private Path folder = Path.of(".");
  private Path data = Path.of(".");
  private Path whole = Path.of(".");
  private Grlm grlm;

  /// The system that is tested.
  protected abstract RecommenderSystem<?> system();

  /// What it is told, as `--set` would; so that a fit takes a second or two.
  protected abstract List<String> settings() throws IOException;

  /// What it is fitted to.
  protected CyclicShop shop() {
    return CyclicShop.of(60);
  }

  private String name() {
    return system().name();
  }

  /// The house, with the system in its place or at the end.
  private List<RecommenderSystem<?>> house() {
    var house = new ArrayList<RecommenderSystem<?>>();
    Systems.ALL.stream().filter(known -> !known.name().equals(name())).forEach(house::add);
    house.add(system());
    return house;
  }

  private RunConfig config(String... more) throws IOException {
    RunConfig base =
        RunConfig.stored(house(), CyclicShop.config(2, 2).tree()).fitting(List.of(name()));
    var all = new ArrayList<>(settings());
    all.addAll(List.of(more));
    return ConfigFile.over(base, null, all);
  }

  private void fit(Path run, RunConfig config, RecordingListener listener) throws IOException {
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, listener).close();
  }

  @BeforeAll
  void fitOnce(@TempDir Path temporary) throws IOException {
    folder = temporary;
    data = shop().write(folder.resolve("data"));
    whole = folder.resolve("whole");
    fit(whole, config(), new RecordingListener());
    grlm = Grlm.open(house(), whole, name());
  }

  @AfterAll
  void close() {
    grlm.close();
  }

  @Test
  void itsNameIsAWordThatCanBeAFolderAndAKey() {
    assertThat(name()).matches("[a-z][a-z0-9-]*");
    assertThat(system().recipes()).isNotEmpty();
    assertThat(system().kind()).isNotEqualTo(RowKind.FLOOR);
  }

  @Test
  void itsSettingsAreReadAsTheyWereWritten() throws IOException {
    RunConfig config = config();
    assertThat(RunConfig.of(house(), config.tree())).isEqualTo(config);
    assertThat(Grlm.configOf(house(), whole)).isEqualTo(config);
    assertThatThrownBy(() -> config(name() + ".recip=x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did you mean 'recipe'?");
  }

  @Test
  void itsStagesAndFilesAreItsOwn() throws IOException {
    List<String> stages = stages(whole);
    assertThat(stages).startsWith("dataset", "embed", "neighbors").endsWith("report");
    assertThat(stages.subList(3, stages.size() - 1))
        .isNotEmpty()
        .allMatch(stage -> stage.startsWith(name() + "/"));
    try (Stream<Path> systems = Files.list(whole.resolve("systems"))) {
      assertThat(systems).containsExactly(new RunFolder(whole).system(name()));
    }
  }

  private List<String> stages(Path run) throws IOException {
    var names = new ArrayList<String>();
    Json.read(run.resolve("run.json")).path("stages").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void itStandsInTheReportBehindTheFloor() throws IOException {
    Report report = Report.read(whole.resolve("report.json"));
    List<Report.Result> own =
        report.results().stream().filter(row -> row.system().equals(name())).toList();
    assertThat(own).isNotEmpty();
    assertThat(report.results().getLast().system()).isEqualTo(name());
    for (Report.Result row : own) {
      assertThat(row.kind()).isEqualTo(system().kind());
      assertThat(system().recipes()).containsKey(row.recipe());
      assertThat(row.pairedToFloor()).containsKey("ndcg@10");
      assertThat(row.metrics()).containsKeys("recall@1", "ndcg@20");
    }
    assertThat(report.results().getFirst().kind()).isEqualTo(RowKind.FLOOR);
    assertThat(report.floor()).isNotNull().isNotEqualTo(own.getFirst().name());
    assertThat(Files.readAllLines(whole.resolve("recommendations.jsonl"))).hasSize(report.users());
  }

  @Test
  void aSecondFitHasNothingToDo() throws IOException {
    var again = new RecordingListener();
    fit(whole, config(), again);
    assertThat(again.worked()).isEmpty();
  }

  @Test
  void stoppedBeforeAnyOfItsStagesItEndsAsIfItNeverWas() throws IOException {
    for (int first = 0; first < 2; first++) {
      Path run = folder.resolve("before-" + first);
      List<String> left = stages(whole);
      for (String stage : stops(first)) {
        var killer = RecordingListener.killedBefore(stage);
        assertThatThrownBy(() -> fit(run, config(), killer)).isInstanceOf(Killed.class);
        int stopped = left.indexOf(stage);
        assertThat(killer.worked()).isEqualTo(left.subList(0, stopped));
        left = left.subList(stopped, left.size());
      }
      var resumed = new RecordingListener();
      fit(run, config(), resumed);
      assertThat(resumed.worked()).isEqualTo(left);
      assertSameResult(run);
    }
  }

  @Test
  void stoppedInsideItsStagesItEndsAsIfItNeverWas() throws IOException {
    for (int first = 0; first < 2; first++) {
      Path run = folder.resolve("inside-" + first);
      for (String stage : stops(first)) {
        var killer = RecordingListener.killedInsideOrBehind(stage, .5);
        assertThatThrownBy(() -> fit(run, config(), killer))
            .isInstanceOf(Killed.class)
            .hasMessageStartingWith(stage);
      }
      fit(run, config(), new RecordingListener());
      assertSameResult(run);
    }
  }

  /// Every other stage, for a run that is stopped again and again: a stage begins both where its
  /// process made the one before it and where another did, and a fit for each would make no
  /// difference but of time.
  private List<String> stops(int first) throws IOException {
    List<String> all = stages(whole);
    return IntStream.range(0, all.size())
        .filter(stage -> stage % 2 == first)
        .mapToObj(all::get)
        .toList();
  }

  private void assertSameResult(Path run) throws IOException {
    assertThat(bytes(new RunFolder(run).system(name())))
        .isEqualTo(bytes(new RunFolder(whole).system(name())));
    assertThat(run.resolve("recommendations.jsonl"))
        .hasSameBinaryContentAs(whole.resolve("recommendations.jsonl"));
  }

  /// All files but the checkpoints of a training, which say which epoch was the last.
  private static Map<String, String> bytes(Path own) throws IOException {
    var contents = new LinkedHashMap<String, String>();
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = own.relativize(file).toString();
        if (!path.startsWith("training")) {
          contents.put(path, Fingerprint.sha256(file));
        }
      }
    }
    return contents;
  }

  @Test
  void openedAgainItGivesTheSameLists() throws IOException {
    try (Grlm again = Grlm.open(house(), whole)) {
      assertThat(again.system()).isEqualTo(name());
      for (int user = 0; user < USERS; user++) {
        assertThat(again.recommendFor("u" + user, 10)).isEqualTo(grlm.recommendFor("u" + user, 10));
      }
    }
  }

  @Test
  void itsListsAreRankedAndWithoutTheHistory() {
    List<Grlm.Recommended> list = grlm.recommend(List.of("i3", "i4", "i5"), 100);
    assertThat(list).hasSize(CyclicShop.ITEMS - 3);
    assertThat(list.stream().map(place -> place.item().id()))
        .doesNotContain("i3", "i4", "i5")
        .doesNotHaveDuplicates();
    assertThat(grlm.recommend(List.of(), 5)).hasSize(5);
  }

  @Test
  void closedItSaysThatItIs() throws IOException {
    Grlm closed = Grlm.open(house(), whole);
    Recommender alone = closed.unfilled();
    List<Query> queries = List.of(Query.of(shop().histories().getFirst(), 5, false));
    closed.close();
    closed.close();
    assertThat(closed.catalog().size()).as("tables stay").isEqualTo(CyclicShop.ITEMS);
    List<ThrowingCallable> calls =
        List.of(
            () -> closed.recommend(queries),
            () -> closed.recommend(List.of("i3"), 5),
            () -> closed.recommendFor("u3", 5),
            () -> closed.explain(queries.getFirst()),
            () -> closed.reasons(queries.getFirst(), List.of()),
            () -> closed.name(CyclicShop.item(3), 2),
            closed::growing,
            closed::free);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the run " + whole + " is closed");
    }
    assertThat(catchThrowable(() -> alone.recommend(queries)))
        .as("what needs no native memory goes on, the rest says so")
        .satisfiesAnyOf(
            nothing -> assertThat(nothing).isNull(),
            said ->
                assertThat(said)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("is closed"));
  }

  /// What is said of one must not depend on who else is asked for.
  @Test
  void itsAnswersAreTheSameAloneAndInCompany() {
    List<Query> queries =
        IntStream.range(0, USERS)
            .mapToObj(user -> Query.of(shop().histories().get(user), 5, false))
            .toList();
    List<List<Recommendation>> together = grlm.recommend(queries);
    for (int user = 0; user < USERS; user++) {
      assertThat(items(grlm.recommend(List.of(queries.get(user))).getFirst()))
          .isEqualTo(items(together.get(user)));
    }
  }

  private static List<Integer> items(List<Recommendation> list) {
    return list.stream().map(Recommendation::item).toList();
  }

  @Test
  void besideAnotherItIsAddedWithoutAStageDoneAgain() throws IOException {
    Path run = folder.resolve("beside");
    List<RecommenderSystem<?>> house = house();
    var quick = new SasRecSystem();
    RecommenderSystem<?> other =
        Stream.concat(Stream.of(quick), Systems.ALL.stream())
            .filter(one -> one.kind() == RowKind.SYSTEM && !one.name().equals(name()))
            .findFirst()
            .orElseThrow();
    RunConfig first = config(quick.name() + ".training.epochs=2").fitting(List.of(other.name()));
    fit(run, first, new RecordingListener());
    Map<String, String> before = bytes(new RunFolder(run).system(other.name()));
    var added = new RecordingListener();
    fit(run, Grlm.configOf(house, run).fittingAlso(List.of(name())), added);
    assertThat(added.worked())
        .endsWith("report")
        .allMatch(stage -> stage.startsWith(name() + "/") || stage.equals("report"));
    assertThat(bytes(new RunFolder(run).system(other.name()))).isEqualTo(before);
    assertThat(bytes(new RunFolder(run).system(name())))
        .isEqualTo(bytes(new RunFolder(whole).system(name())));
    Report report = Report.read(run.resolve("report.json"));
    assertThat(report.results().stream().map(Report.Result::system))
        .contains("floor", name(), other.name());
    try (Grlm chosen = Grlm.open(house, run, name())) {
      assertThat(chosen.recommendFor("u1", 5).stream().map(place -> place.item().id()))
          .isEqualTo(grlm.recommendFor("u1", 5).stream().map(place -> place.item().id()).toList());
    }
  }

  @Test
  void itHasNotSeenWhatItIsJudgedBy() throws IOException {
    Path other = folder.resolve("leak");
    UnaryOperator<int[]> replaced =
        items -> {
          int last = items.length - 1;
          items[last] = (items[last] + CyclicShop.ITEMS / 2) % CyclicShop.ITEMS;
          return items;
        };
    Path changed = shop().changed(replaced).write(folder.resolve("leak-data"));
    Grlm.fit(changed, other, config(), SystemRun.Inputs.NONE, new RecordingListener()).close();
    assertThat(other.resolve("dataset/interactions.tsv"))
        .content()
        .isNotEqualTo(Files.readString(whole.resolve("dataset/interactions.tsv")));
    assertThat(bytes(new RunFolder(other).system(name())))
        .isEqualTo(bytes(new RunFolder(whole).system(name())));
  }

  @Test
  void itExplainsWhatItSearchedForOrSaysThatItCannot() throws Exception {
    Query query = Query.of(shop().histories().get(3), 5, false);
    if (able(Explaining.class)) {
      Explaining.Explained explained = grlm.explain(query);
      assertThat(items(explained.list()))
          .isEqualTo(items(grlm.recommend(List.of(query)).getFirst()));
      List<BeamNode> leaves = leaves(explained.beams());
      assertThat(leaves).isNotEmpty().allMatch(leaf -> leaf.grounding() != null);
      int first = explained.list().getFirst().item();
      BeamNode best =
          leaves.stream()
              .max(
                  Comparator.comparingDouble(
                      leaf -> Objects.requireNonNull(leaf.leaf()).logProbability()))
              .orElseThrow();
      assertThat(Objects.requireNonNull(best.grounding()).items()).contains(first);
    } else {
      assertCannotExplain(() -> grlm.explain(query));
    }
  }

  private void assertCannotExplain(ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOf(CannotException.class)
        .hasMessage("the system '" + name() + "' cannot explain its lists");
  }

  /// Whatever else speaks, what the model says is told, and of items that filled a list nothing is.
  @Test
  void itSaysWhatSpokeForItsItemsOrThatItCannot() throws Exception {
    Query query = Query.of(shop().histories().get(3), 5, false);
    List<Recommendation> list = new ArrayList<>(grlm.recommend(List.of(query)).getFirst());
    list.add(new Recommendation(0, 0, null, Recommendation.Source.FALLBACK));
    assertThat(grlm.explains()).isEqualTo(able(Explaining.class));
    if (able(Explaining.class)) {
      List<List<Reason>> reasons = grlm.reasons(query, list).ofItems();
      assertThat(reasons).hasSameSizeAs(list);
      assertThat(reasons.getLast()).isEmpty();
      assertThat(reasons.subList(0, 5))
          .allSatisfy(ofItem -> {
            assertThat(ofItem)
                .extracting(Reason::expert)
                .contains(Reason.MODEL)
                .doesNotHaveDuplicates();
            assertThat(ofItem).isSortedAccordingTo(Reason.STRONGEST_FIRST);
          });
    } else {
      assertCannotExplain(() -> grlm.reasons(query, list));
    }
  }

  /// The run that was fitted.
  protected final Grlm fitted() {
    return grlm;
  }

  private boolean able(Class<?> ability) throws IOException {
    try (var opened =
        new RunStages(new RunFolder(whole), config(), new RecordingListener()).open(name())) {
      FittedSystem fitted = opened.fitted().getLast();
      return ability.isInstance(fitted);
    }
  }

  private static List<BeamNode> leaves(List<BeamNode> nodes) {
    var leaves = new ArrayList<BeamNode>();
    for (BeamNode node : nodes) {
      if (node.grounding() != null) {
        leaves.add(node);
      }
      leaves.addAll(leaves(node.children()));
    }
    return leaves;
  }

  @Test
  void itTakesNewItemsOrSaysThatItCannot() throws IOException {
    var items = new ArrayList<>(grlm.catalog().items());
    items.set(0, Item.titled(items.getFirst().id(), "another title"));
    var identifiers = new ArrayList<>(grlm.identifiers().all());
    assertThat(grlm.with(items, identifiers).recommend(List.of("i1"), 3)).hasSize(3);
    items.add(Item.titled("new", "garden lamp"));
    if (able(Growing.class)) {
      Identifier named = named(items.getLast(), identifiers);
      assertThat(grlm.spells(named)).isTrue();
      identifiers.add(named);
      Grlm grown = grlm.with(items, identifiers);
      assertThat(grown.recommend(List.of("new"), 3)).hasSize(3);
      assertThat(grown.recommend(List.of("i1"), 60))
          .filteredOn(place -> place.item().id().equals("new"))
          .as("by the search and not by what fills lists")
          .singleElement()
          .matches(place -> named.equals(place.place().generated()))
          .matches(place -> named.equals(place.identifier()));
    } else {
      identifiers.add(identifiers.getFirst());
      assertThatThrownBy(() -> grlm.with(items, identifiers))
          .isInstanceOf(CannotException.class)
          .hasMessageContaining("'" + name() + "' cannot take new items");
    }
  }

  @Test
  void withNothingNewItRanksAsBefore() {
    if (!grlm.grows()) {
      return;
    }
    Grlm same = grlm.with(grlm.catalog().items(), grlm.identifiers().all());
    for (int user = 0; user < USERS; user++) {
      assertThat(same.recommendFor("u" + user, 40)).isEqualTo(grlm.recommendFor("u" + user, 40));
    }
  }

  /// Whether a system of codes names by the text of an item alone.
  protected boolean namesByText() {
    return true;
  }

  /// All further codes may have to tell it from the other one.
  @Test
  void aCopyOfAnItemGetsItsFirstCode() throws IOException {
    if (grlm.books().isEmpty() || !namesByText()) {
      return;
    }
    for (int item = 0; item < CyclicShop.ITEMS; item++) {
      Identifier own = grlm.identifiers().of(item);
      Item copy = Item.titled("copy", grlm.catalog().item(item).title());
      assertThat(named(copy, grlm.identifiers().all()).symbol(0)).isEqualTo(own.symbol(0));
      assertThat(named(copy, List.of()).symbols().subList(0, own.length() - 1))
          .as("where no code is taken")
          .isEqualTo(own.symbols().subList(0, own.length() - 1));
    }
  }

  /// One naming path: the file of added items has what a service would say.
  @Test
  void theCommandAndTheServiceNameANewItemAlike() throws Exception {
    if (!grlm.grows()) {
      return;
    }
    Path run = copied("added");
    Item fitted = grlm.catalog().item(1);
    AddedItems.Added added = addLate(run);
    Item item = added.item();
    assertThat(added.names()).containsOnlyKeys(name());
    assertThat(added.first().exact()).isTrue();
    try (Grlm again = Grlm.open(house(), run)) {
      assertThat(again.identifiers().of(again.fitted())).isEqualTo(added.first().identifier());
      assertThat(again.recommend(List.of(fitted.id()), 60))
          .anyMatch(place -> place.item().id().equals("late") && place.place().generated() != null);
    }
    try (LiveRun live =
        LiveRun.open(house(), whole, folder.resolve("journal-added"), LiveSettings.DEFAULT)) {
      assertThat(live.put(item).identifier()).isEqualTo(added.first().identifier());
    }
    try (LiveRun live =
        LiveRun.open(house(), whole, folder.resolve("journal-added"), LiveSettings.DEFAULT)) {
      assertThat(live.item("late").orElseThrow().identifier())
          .as("and still does when it is started again")
          .isEqualTo(added.first().identifier());
    }
  }

  private Path copied(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(whole.relativize(file)));
      }
    }
    return copy;
  }

  private Identifier named(Item item, List<Identifier> taken) throws IOException {
    try (ItemNaming naming = ItemNaming.open(grlm)) {
      return naming.name(item, naming.nearest(item), taken::contains);
    }
  }

  @Test
  void itIsServed() throws Exception {
    try (LiveRun live =
        LiveRun.open(house(), whole, folder.resolve("journal"), LiveSettings.DEFAULT)) {
      Answer answer = live.recommend(Ask.forUser("u3", 5));
      assertThat(answer.basis()).isEqualTo(Answer.Basis.MODEL);
      assertThat(answer.items().stream().map(place -> place.item().id()))
          .isEqualTo(grlm.recommendFor("u3", 5).stream().map(place -> place.item().id()).toList());
      live.append(List.of(new LiveEvent("newcomer", "i7", 1)));
      assertThat(live.recommend(Ask.forUser("newcomer", 3)).history()).containsExactly("i7");
      var without = new Filter(List.of(), List.of(), List.of("i8"), null);
      assertThat(live.recommend(new Ask("newcomer", null, 39, without)).items())
          .noneMatch(place -> place.item().id().equals("i8"));
      assertExplainedOrRefused(live);
      assertTakenOrRefused(live);
    }
  }

  private void assertExplainedOrRefused(LiveRun live) throws Exception {
    if (able(Explaining.class)) {
      Explanation explanation = live.explain(Ask.forUser("u3", 5));
      assertThat(explanation.beams()).isNotEmpty();
      assertThat(explanation.answer().items()).allMatch(place -> place.reasons() != null);
      assertThat(live.recommend(Ask.forUser("u3", 5).withReasons()))
          .isEqualTo(explanation.answer());
    } else {
      assertThat(live.recommend(Ask.forUser("u3", 5).withReasons()).items())
          .allMatch(place -> place.reasons() == null);
      assertThatThrownBy(() -> live.explain(Ask.forUser("u3", 5)))
          .isInstanceOf(CannotException.class);
    }
  }

  private void assertTakenOrRefused(LiveRun live) throws Exception {
    Item item = Item.titled("late", "garden lamp");
    if (able(Growing.class)) {
      assertThat(live.put(item).added()).isTrue();
      assertThat(live.recommend(Ask.after(List.of("late"), 3)).items()).hasSize(3);
    } else {
      assertThatThrownBy(() -> live.put(item)).isInstanceOf(CannotException.class);
      assertThat(live.item("late")).isEmpty();
    }
    // What is known can be told anew in either case.
    assertThat(live.put(Item.titled("i9", "a new name")).item().title()).isEqualTo("a new name");
  }

  @Test
  void whatWasFittedToOtherFilesIsNotOpened() throws IOException {
    Path copy = copied("copy");
    UnaryOperator<int[]> longer =
        items -> {
          items[0] = (items[0] + 1) % CyclicShop.ITEMS;
          return items;
        };
    Path changed = shop().changed(longer).write(folder.resolve("other-data"));
    new RunStages(new RunFolder(copy), config(), new RecordingListener()).dataset(changed);
    assertThatThrownBy(() -> Grlm.open(house(), copy))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(copy.toString())
        .hasMessageContaining("'" + name() + "'")
        .hasMessageContaining("run fit again")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> Grlm.open(house(), whole, "floor"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not fitted there");
  }

  @Test
  void nothingIsAnsweredByAnAlteredFileOrWithoutOne() throws IOException {
    Path run = copied("altered");
    var altered = new AlteredFiles(house(), run, name());
    List<List<String>> expected = AlteredFiles.lists(grlm, 4);
    altered.checkGone(expected);
    if (grlm.grows()) {
      addLate(run);
      try (Grlm grown = Grlm.open(house(), run)) {
        expected = AlteredFiles.lists(grown, 4);
      }
    }
    altered.check(expected);
  }

  private AddedItems.Added addLate(Path run) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("late.jsonl"),
            Json.line(ItemJson.write(Item.titled("late", "garden lamp"))) + "\n");
    return new ItemAddition(house(), NewItemTerms.NOBODY, false).add(run, file).items().getFirst();
  }

  /// A run of one house is not opened by another that lacks its system.
  @Test
  void aHouseWithoutItSaysSo() {
    List<RecommenderSystem<?>> poorer =
        house().stream().filter(one -> !one.name().equals(name())).toList();
    assertThatThrownBy(() -> Grlm.open(poorer, whole))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the run has a system '" + name() + "'");
  }
}
