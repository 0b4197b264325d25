package dev.grlm.run;

import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.term.TermIdFile;
import dev.grlm.io.Json;
import dev.grlm.recommend.FilledRecommender;
import dev.grlm.recommend.Generated;
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
  private final boolean repeats;
  private final IdentifierGenerator generator;
  private final Recommender recommender;

  private Grlm(Stages stages, FittedModel model) throws IOException {
    this.folder = stages.folder();
    this.dataset = stages.data();
    this.identifiers = stages.ids();
    this.model = model;
    this.repeats = stages.repeats();
    this.generator =
        new IdentifierGenerator(
            model.model(),
            model.codec(),
            identifiers,
            Popularity.grounder(dataset, identifiers, stages.config()));
    this.recommender =
        new FilledRecommender(
            Rows.constrained(generator, stages.config(), _ -> {}),
            List.of(
                ItemGraphTermsRecommender.fit(dataset, identifiers),
                PopularityRecommender.fit(dataset)));
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
    var stages = new Stages(new RunFolder(run), config, listener);
    if (termIds != null) {
      var _ = TermIdFile.read(termIds); // a broken one is to be known now, not after the embeddings
    }
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    stages.terms(termIds);
    stages.examples();
    stages.train();
    stages.report(Split.TEST);
    return open(stages);
  }

  /// Opens a finished run.
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
    return Json.convert(manifest.config(), GrlmConfig.class);
  }

  private static Grlm open(Stages stages) throws IOException {
    return new Grlm(stages, stages.model());
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
