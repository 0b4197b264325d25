package dev.grlm.run;

import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.decode.SearchTrace;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.FilledRecommender;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The library's front door: fit a run from a data folder, open one, ask it.
///
/// An open run is immutable and may be used by several threads; close it to free native memory.
public final class Grlm implements AutoCloseable {
  private final RunFolder folder;
  private final Dataset dataset;
  private final Identifiers identifiers;
  private final FittedModel model;
  private final GrlmConfig config;
  private final boolean repeats;
  private final IdentifierGenerator generator;
  private final GenerativeRecommender generative;
  private final List<Recommender> fallbacks;
  private final int fitted;
  private final IdentifierGenerator.Mode mode;
  private final FilledRecommender recommender;

  private Grlm(
      RunFolder folder,
      Dataset dataset,
      Identifiers identifiers,
      FittedModel model,
      GrlmConfig config,
      boolean repeats,
      List<Recommender> fallbacks,
      int fitted,
      IdentifierGenerator.Mode mode) {
    this.fitted = fitted;
    this.mode = mode;
    this.folder = folder;
    this.dataset = dataset;
    this.identifiers = identifiers;
    this.model = model;
    this.config = config;
    this.repeats = repeats;
    this.fallbacks = fallbacks;
    this.generator =
        new IdentifierGenerator(
            model.model(),
            model.codec(),
            identifiers,
            Popularity.grounder(dataset, identifiers, config));
    this.generative =
        switch (mode) {
          case CONSTRAINED -> Rows.constrained(generator, config, _ -> {});
          case FREE -> Rows.free(generator, config, _ -> {});
        };
    this.recommender = new FilledRecommender(generative, fallbacks);
  }

  /// Runs all stages that are not done yet, the report on test included, and opens the run.
  ///
  /// @param data folder in the native layout or GRLM's own
  /// @param run folder of the run; made where it is missing, continued where it was interrupted
  public static Grlm fit(Path data, Path run) throws IOException {
    return fit(data, run, null, GrlmConfig.DEFAULT, RunListener.silent());
  }

  /// As [#fit(Path, Path)].
  ///
  /// @param termIds Term IDs to be taken as they are; null to extract them from the items' text
  /// @throws IOException in one line, when an input is missing or broken or a file cannot be
  ///   written
  public static Grlm fit(
      Path data, Path run, @Nullable Path termIds, GrlmConfig config, RunListener listener)
      throws IOException {
    return fit(data, run, termIds, null, config, listener);
  }

  /// As [#fit(Path, Path, Path, GrlmConfig, RunListener)], the model starting from another run's.
  ///
  /// @param from run whose weights the training starts from, null to draw them
  static Grlm fit(
      Path data,
      Path run,
      @Nullable Path termIds,
      @Nullable Path from,
      GrlmConfig config,
      RunListener listener)
      throws IOException {
    var stages = new Stages(new RunFolder(run), config, listener);
    if (termIds != null) {
      var _ = TermIdFile.read(termIds); // a broken one is to be known now, not after the embeddings
    }
    CheckpointModel.require(config);
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    stages.terms(termIds);
    stages.examples();
    stages.train(from);
    stages.report(Split.TEST);
    return open(stages);
  }

  /// Opens a finished run, with the items that were added since.
  ///
  /// @throws IOException in one line, when the folder is no finished run or is of another version
  public static Grlm open(Path run) throws IOException {
    return open(new Stages(new RunFolder(run), configOf(run), RunListener.silent()));
  }

  /// The configuration a run was made with.
  public static GrlmConfig configOf(Path run) throws IOException {
    Manifest manifest = Manifest.read(new RunFolder(run).manifest());
    if (manifest.stages().isEmpty()) {
      throw new IOException(run + ": not a run folder, it has no run.json; make one with grlm fit");
    }
    return ConfigFile.stored(manifest.config());
  }

  private static Grlm open(Stages stages) throws IOException {
    Dataset dataset = stages.data();
    Identifiers identifiers = stages.ids();
    boolean repeats = stages.repeats();
    List<Recommender> fallbacks =
        List.of(
            new FittedItems(
                ItemGraphTermsRecommender.fit(dataset, identifiers), dataset.catalog().size()),
            PopularityRecommender.fit(dataset));
    var grlm =
        new Grlm(
            stages.folder(),
            dataset,
            identifiers,
            stages.model(),
            stages.config(),
            repeats,
            fallbacks,
            dataset.catalog().size(),
            IdentifierGenerator.Mode.CONSTRAINED);
    try {
      return grlm.withAdded();
    } catch (IOException | RuntimeException failure) {
      grlm.close();
      throw failure;
    }
  }

  /// With the items that were added to the run since it was fitted. Owns what this one holds.
  private Grlm withAdded() throws IOException {
    var items = new ArrayList<>(catalog().items());
    var all = new ArrayList<>(identifiers.all());
    for (AddedItems.Added added : AddedItems.read(folder.addedItems(), identifiers.length())) {
      if (added.exact() && !spells(added.identifier())) {
        throw new IOException(
            "%s: the model does not know a term of '%s'; it was made for other identifiers, delete it and add the items again"
                .formatted(folder.addedItems(), added.item().id()));
      }
      if (catalog().indexOf(added.item().id()) < 0) {
        items.add(added.item());
        all.add(added.identifier());
      }
    }
    return items.size() == catalog().size() ? this : grown(items, all, model.release());
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

  /// @param release frees what the new one owns
  private Grlm grown(List<Item> items, List<Identifier> all, Runnable release) {
    var catalog = new Catalog(items);
    var grown = new Identifiers(all);
    FittedModel larger = ModelFolder.grown(model, catalog, grown);
    return new Grlm(
        folder,
        new Dataset(catalog, dataset.histories(), dataset.counts()),
        grown,
        new FittedModel(larger.model(), larger.codec(), release),
        config,
        repeats,
        fallbacks,
        fitted,
        mode);
  }

  /// The same run with beams that may spell anything, an item or not, so that items that can be
  /// reached by structural grounding only come up as well. Shares native memory with this one:
  /// closing it does nothing.
  public Grlm free() {
    return new Grlm(
        folder,
        dataset,
        identifiers,
        new FittedModel(model.model(), model.codec(), () -> {}),
        config,
        repeats,
        fallbacks,
        fitted,
        IdentifierGenerator.Mode.FREE);
  }

  /// Whether the model can generate an identifier: then its items are reachable exactly, else
  /// structurally only.
  public boolean spells(Identifier identifier) {
    return model.codec().spells(identifier);
  }

  /// How many items, the first ones, the run was fitted on.
  public int fitted() {
    return fitted;
  }

  public RunFolder folder() {
    return folder;
  }

  public Catalog catalog() {
    return dataset.catalog();
  }

  public Identifiers identifiers() {
    return identifiers;
  }

  /// The stored histories of all users.
  public List<History> histories() {
    return dataset.histories();
  }

  /// The configuration of the run.
  public GrlmConfig config() {
    return config;
  }

  /// Whether items of a history may be recommended again.
  public boolean repeats() {
    return repeats;
  }

  /// One list per query, as [#recommend(List, int)] makes it.
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return recommender.recommend(queries);
  }

  /// Beams alone, as evaluation sees them.
  GenerativeRecommender generative() {
    return generative;
  }

  /// The list of one query with the beams under the trie that lead to it.
  ///
  /// @param trace hears what the search keeps; its symbols are those of [#text]
  public Traced trace(Query query, SearchTrace trace) {
    if (!generative.canRead(query)) {
      return new Traced(List.of(), recommender.recommend(query));
    }
    List<Generated> beams =
        generator.traced(
            generator.context(query.history()), query.excluded(), generative.width(query), trace);
    return new Traced(beams, recommender.fill(query, generative.rank(query, beams)));
  }

  /// @param beams best first; empty where there was no history to go by
  /// @param list as [#recommend(List)] gives it
  public record Traced(List<Generated> beams, List<Recommendation> list) {}

  /// What a symbol of the search stands for.
  ///
  /// @param place in the generated sequence, from 0
  public String text(int place, int symbol) {
    return model.codec().text(place, symbol);
  }

  /// The stored history of a user.
  public Optional<History> history(String user) {
    return dataset.histories().stream().filter(h -> h.user().equals(user)).findFirst();
  }

  /// The `k` best items after a history of item ids, oldest first. Where the model has too few, the
  /// item graph and popularity fill in.
  ///
  /// @throws IllegalArgumentException naming the id, when an item is not in the catalogue
  public List<Recommended> recommend(List<String> history, int k) {
    int[] items = new int[history.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = dataset.catalog().indexOf(history.get(i));
      if (items[i] < 0) {
        throw new IllegalArgumentException("no item has the id '" + history.get(i) + "'");
      }
    }
    return recommend(items, k);
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
  /// @throws IllegalArgumentException when the model was trained without GTI
  public List<Generated> name(Item item, int k) {
    return generator
        .generate(
            List.of(model.codec().naming(item)),
            List.of(new BitSet()),
            k,
            IdentifierGenerator.Mode.CONSTRAINED)
        .getFirst();
  }

  private List<Recommended> recommend(int[] history, int k) {
    var list = new ArrayList<Recommended>();
    for (Recommendation place : recommender.recommend(Query.of(history, k, repeats))) {
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

  @Override
  public void close() {
    model.close();
  }
}
