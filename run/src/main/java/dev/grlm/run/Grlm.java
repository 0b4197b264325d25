package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.fusion.Reasons;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.NotANumberException;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.CannotException;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.FreelyGenerating;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.Naming;
import dev.grlm.system.Preparing;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The library's front door: fit a run from a data folder, open one, ask it.
///
/// An open run answers by one of its systems. It is immutable and may be used by several threads;
/// close it to free native memory.
public final class Grlm implements AutoCloseable {
  private static final String EXPLAIN = "explain its lists";

  private final OpenedRun opened;
  private final Dataset dataset;
  private final Identifiers identifiers;
  private final FittedSystem fitted;
  private final Answering answering;
  private final Runnable release;

  private Grlm(
      OpenedRun opened,
      Dataset dataset,
      Identifiers identifiers,
      FittedSystem fitted,
      Answering answering,
      Runnable release) {
    this.opened = opened;
    this.dataset = dataset;
    this.identifiers = identifiers;
    this.fitted = fitted;
    this.answering = answering;
    this.release = release;
  }

  /// The same run, asked otherwise.
  private Grlm asked(Answering other, Runnable released) {
    return new Grlm(opened, dataset, identifiers, fitted, other, released);
  }

  /// Runs all stages that are not done yet, the report on test included, and opens the run.
  ///
  /// @param house all systems there are; the first that learns is fitted
  /// @param data folder in the native layout or GRLM's own
  /// @param run folder of the run; made where it is missing, continued where it was interrupted
  public static Grlm fit(List<RecommenderSystem<?>> house, Path data, Path run) throws IOException {
    return fit(data, run, RunConfig.defaults(house), SystemRun.Inputs.NONE, RunListener.silent());
  }

  /// As [#fit(List, Path, Path)].
  ///
  /// @param config which systems are fitted, and what they are told
  /// @param inputs what is given beside the data; what a finished run has of other settings or data
  ///   is replaced
  /// @throws IOException in one line, when an input is missing or broken or a file cannot be
  ///   written
  public static Grlm fit(
      Path data, Path run, RunConfig config, SystemRun.Inputs inputs, RunListener listener)
      throws IOException {
    return fit(data, run, config, inputs, listener, IfFinished.REPLACE);
  }

  /// As [#fit(Path, Path, RunConfig, SystemRun.Inputs, RunListener)].
  ///
  /// @param ifFinished what becomes of a run that was fitted to its end with other settings or data
  public static Grlm fit(
      Path data,
      Path run,
      RunConfig config,
      SystemRun.Inputs inputs,
      RunListener listener,
      IfFinished ifFinished)
      throws IOException {
    var stages = new RunStages(new RunFolder(run), config, inputs, listener, ifFinished);
    stages.fit(data);
    return open(stages, config.fitted().getFirst());
  }

  /// Opens a finished run, with the items that were added since; its first system answers.
  ///
  /// @param house all systems there are
  /// @throws IOException in one line, when the folder is no finished run or is of another version
  public static Grlm open(List<RecommenderSystem<?>> house, Path run) throws IOException {
    return open(house, run, RunListener.silent());
  }

  /// As [#open(List, Path)].
  ///
  /// @param listener is told what of the run could not be checked, and where checking takes long
  public static Grlm open(List<RecommenderSystem<?>> house, Path run, RunListener listener)
      throws IOException {
    return open(house, run, configOf(house, run).fitted().getFirst(), listener);
  }

  /// As [#open(List, Path)], answering by a system of this name.
  ///
  /// @throws IOException in one line, when it is not fitted there
  public static Grlm open(List<RecommenderSystem<?>> house, Path run, String system)
      throws IOException {
    return open(house, run, system, RunListener.silent());
  }

  /// As [#open(List, Path, String)] and [#open(List, Path, RunListener)].
  public static Grlm open(
      List<RecommenderSystem<?>> house, Path run, String system, RunListener listener)
      throws IOException {
    return open(new RunStages(new RunFolder(run), configOf(house, run), listener), system);
  }

  /// The configuration a run was made with.
  public static RunConfig configOf(List<RecommenderSystem<?>> house, Path run) throws IOException {
    return OpenedRun.configOf(house, run);
  }

  /// `config` with the other systems that a run fits, as they are there; for a run that is fitted
  /// again.
  public static RunConfig withOthersOf(RunConfig config, Path run) throws IOException {
    return OpenedRun.withOthersOf(config, run);
  }

  /// As [#open(List, Path, String)]. What some systems of a run share is read and checked once for
  /// all that are opened by the same stages, as long as it looks as it did.
  static Grlm open(RunStages stages, String system) throws IOException {
    OpenedRun opened = OpenedRun.open(stages, system);
    try {
      Answering answering = Answering.by(opened.fitted().recommender(), opened.fallbacks());
      return new Grlm(
              opened,
              opened.dataset(),
              opened.identifiers(),
              opened.fitted(),
              answering,
              opened::close)
          .withAdded();
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /// With the items that were added to the run since it was fitted. Owns what this one holds.
  private Grlm withAdded() throws IOException {
    NewItems.Grown grown = NewItems.added(this);
    return grown == null ? this : grown(grown.items(), grown.identifiers(), release);
  }

  /// The same run for a catalogue that has changed since it was fitted. The model is not trained
  /// again: it knows further items by their terms. One with a term that the model does not know in
  /// its slot can be reached by structural grounding only, see [#free]. What fills short lists
  /// stays as it was.
  ///
  /// Shares native memory with this one: close this one, when neither is in use any more; closing
  /// the other does nothing.
  ///
  /// @param items the fitted ones in their order, perhaps with other metadata, then further ones
  /// @param all the identifiers of `items`; those of fitted items as they are
  /// @throws IllegalArgumentException when a fitted item is missing or has another identifier
  /// @throws CannotException when the system cannot take new items
  public Grlm with(List<Item> items, List<Identifier> all) {
    for (int item = 0; item < dataset.catalog().size(); item++) {
      String id = dataset.catalog().item(item).id();
      if (item >= items.size()
          || !items.get(item).id().equals(id)
          || !all.get(item).equals(identifiers.of(item))) {
        throw new IllegalArgumentException(
            "the item '" + id + "' has gone or has another identifier");
      }
    }
    return grown(items, all, () -> {});
  }

  private Grlm grown(List<Item> items, List<Identifier> all, Runnable released) {
    var catalog = new Catalog(items);
    Identifiers larger = identifiers.larger(all);
    // Who cannot grow can still be told other metadata of what it was fitted on.
    boolean asItWas = !grows() && items.size() == dataset.catalog().size();
    FittedSystem grown = asItWas ? fitted : growing().grown(catalog, larger);
    var run =
        new Grlm(
            opened,
            new Dataset(catalog, dataset.histories(), dataset.counts()),
            larger,
            grown,
            Answering.by(grown.recommender(), opened.fallbacks()),
            released);
    return domain().map(name -> run.about(name, released)).orElse(run);
  }

  /// What takes new items.
  ///
  /// @throws CannotException when the system cannot
  public Growing growing() {
    return able(Growing.class, "take new items without being fitted again");
  }

  /// Whether the system can take new items.
  public boolean grows() {
    return fitted instanceof Growing;
  }

  /// By which the symbols of [#identifiers] have their meaning, see [Growing#books]; empty where
  /// they are words.
  public String books() {
    return fitted instanceof Growing growing ? growing.books() : "";
  }

  /// Whether the system's own identifiers are words.
  public boolean readable() {
    return fitted instanceof Identifying;
  }

  private <A> A able(Class<A> ability, String what) {
    opened.requireOpen();
    if (!ability.isInstance(fitted)) {
      throw new CannotException(opened.system(), what);
    }
    return ability.cast(fitted);
  }

  /// The same run with beams that may spell anything, an item or not, so that items that can be
  /// reached by structural grounding only come up as well. Shares native memory with this one:
  /// closing it does nothing.
  ///
  /// @throws CannotException when the system generates nothing
  public Grlm free() {
    Recommender free = able(FreelyGenerating.class, "generate identifiers that no item has").free();
    return asked(answering.by(free), () -> {});
  }

  /// The same run that recommends items of a domain alone: only their identifiers are generated
  /// under the trie, and what is written freely, or explained, is grounded among them. Shares
  /// native memory with this one: closing it does nothing.
  ///
  /// @throws IllegalArgumentException naming the domains there are, when no item is of this one
  public Grlm about(String name) {
    return about(name, () -> {});
  }

  private Grlm about(String name, Runnable released) {
    return asked(answering.about(name, dataset.catalog()), released);
  }

  /// The domain whose items alone are recommended; empty for all.
  public Optional<String> domain() {
    return answering.domain();
  }

  /// Whether the model can generate an identifier: then its items are reachable exactly, else
  /// structurally only.
  public boolean spells(Identifier identifier) {
    return growing().spells(identifier);
  }

  /// Makes beforehand what the system, and what fills short lists, would else make when first
  /// asked; nothing that is answered changes. Takes as long as the first question would have taken
  /// longer.
  public void prepare() {
    opened.requireOpen();
    opened.fallbacks().forEach(LazyRecommender::prepare);
    if (fitted instanceof Preparing preparing) {
      preparing.prepare();
    }
  }

  /// Name of the system that answers.
  public String system() {
    return opened.system();
  }

  /// How many items, the first ones, the run was fitted on.
  public int fitted() {
    return opened.dataset().catalog().size();
  }

  public RunFolder folder() {
    return opened.folder();
  }

  public Catalog catalog() {
    return dataset.catalog();
  }

  /// The identifiers by which the system knows its items, codes or words; of one that knows them by
  /// none, the readable ones of another system of the run; empty ones, where there are none.
  public Identifiers identifiers() {
    return identifiers;
  }

  /// The stored histories of all users.
  public List<History> histories() {
    return dataset.histories();
  }

  /// The configuration of the run.
  public RunConfig config() {
    return opened.config();
  }

  /// Whether items of a history may be recommended again.
  public boolean repeats() {
    return opened.repeats();
  }

  /// One list per query, as [#recommend(List, int)] makes it.
  ///
  /// @throws NotANumberException when the score of an item is none
  public List<List<Recommendation>> recommend(List<Query> queries) {
    opened.requireOpen();
    return answering.lists(queries);
  }

  /// The system alone, as evaluation sees it: nothing is filled in.
  Recommender unfilled() {
    return fitted.recommender();
  }

  /// The list of one query with the search that led to it.
  ///
  /// @throws CannotException when the system does not search
  public Explaining.Explained explain(Query query) {
    Query asked = answering.about(query);
    return answering.filled(asked, able(Explaining.class, EXPLAIN).explain(asked));
  }

  /// Whether the system can [#explain] and give [#reasons].
  public boolean explains() {
    return fitted instanceof Explaining;
  }

  /// What spoke for the items of a list; nothing for those that filled it up.
  ///
  /// @param list an answer to `query`
  /// @throws CannotException when the system cannot explain its lists
  public Reasons reasons(Query query, List<Recommendation> list) {
    return able(Explaining.class, EXPLAIN).reasons(query, list);
  }

  /// The stored history of a user.
  public Optional<History> history(String user) {
    return dataset.histories().stream().filter(h -> h.user().equals(user)).findFirst();
  }

  /// The `k` best items after a history of item ids, oldest first. Where the system has too few,
  /// the item graph and popularity fill in.
  ///
  /// @throws IllegalArgumentException naming the id, when an item is not in the catalogue
  public List<Recommended> recommend(List<String> history, int k) {
    return recommend(items(history), k);
  }

  private int[] items(List<String> ids) {
    int[] items = new int[ids.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = dataset.catalog().indexOf(ids.get(i));
      if (items[i] < 0) {
        throw new IllegalArgumentException("no item has the id '" + ids.get(i) + "'");
      }
    }
    return items;
  }

  /// What spoke for each item of a list, the strongest first; nothing for those that filled it up.
  ///
  /// @param history ids of the items that the list was made after, oldest first
  /// @throws IllegalArgumentException naming the id, when an item is not in the catalogue
  /// @throws CannotException when the system cannot explain its lists
  public List<List<ItemReason>> reasons(List<String> history, List<Recommended> list) {
    Query query = Query.of(items(history), Math.max(1, list.size()), repeats());
    List<Recommendation> places = list.stream().map(Recommended::place).toList();
    return ItemReason.of(reasons(query, places), dataset.catalog());
  }

  /// The `k` best next items for a stored user, after everything in the user's history.
  ///
  /// @throws IllegalArgumentException naming the user, when there is none
  public List<Recommended> recommendFor(String user, int k) {
    History history =
        history(user)
            .orElseThrow(() -> new IllegalArgumentException("no user has the id '" + user + "'"));
    return recommend(history.items(), k);
  }

  /// The `k` identifiers of the catalogue that the model thinks likeliest for an item, from its
  /// metadata alone (GTI), with the items they stand for: how an item without history is named and
  /// found. The item need not be in the catalogue.
  ///
  /// @throws CannotException when the system does not name items
  /// @throws IllegalArgumentException when the model was trained without GTI
  public List<Generated> name(Item item, int k) {
    return able(Naming.class, "name an item from its metadata").name(item, k);
  }

  private List<Recommended> recommend(int[] history, int k) {
    opened.requireOpen();
    var list = new ArrayList<Recommended>();
    for (Recommendation place : answering.list(Query.of(history, k, repeats()))) {
      list.add(
          new Recommended(
              list.size() + 1,
              dataset.catalog().item(place.item()),
              identifiers.of(place.item()),
              place));
    }
    return List.copyOf(list);
  }

  /// An item for a person.
  ///
  /// @param rank 1 is best
  /// @param identifier the item's own
  /// @param place score, generated identifier and source
  public record Recommended(int rank, Item item, Identifier identifier, Recommendation place) {}

  /// Frees native memory. Asking this run, or one that shares its memory, is refused from here on
  /// by an [IllegalStateException]; its tables stay readable.
  @Override
  public void close() {
    release.run();
  }
}
