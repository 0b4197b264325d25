package dev.grlm.systems.grlm;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.evaluate.GenerationRates;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.BeamTree;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.Scorer;
import dev.grlm.system.Curve;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.FreelyGenerating;
import dev.grlm.system.Growing;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.Identifying;
import dev.grlm.system.Naming;
import dev.grlm.system.Preparing;
import dev.grlm.system.Row;
import dev.grlm.system.Trained;
import dev.grlm.systems.grlm.known.KnownTermNaming;
import dev.grlm.systems.grlm.model.ItemPrior;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// GRLM, fitted: beams under the trie of the catalogue's Term IDs serve people; beams that may
/// spell anything are a second row.
final class FittedGrlm
    implements FittedSystem,
        Identifying,
        Growing,
        Preparing,
        Explaining,
        Naming,
        FreelyGenerating,
        Trained {
  private final OpenTermModel model;
  private final IdentifierSearch search;
  private final Known known;
  private final Curve curve;
  private final Optional<GrlmPrior> prior;

  /// What people are served by.
  private final IdentifierGenerator<?> generator;

  /// Without a trie, where what slots say about terms that no item has is all that there is.
  private final IdentifierGenerator<?> freeGenerator;

  /// The model without a prior; it names items, and is a row of its own beside a prior.
  private final IdentifierGenerator<?> plainGenerator;

  /// The search that is shown to whoever asks for it.
  private final GenerativeRecommender beams;

  private final Recommender recommender;
  private volatile @Nullable KnownTermNaming naming;

  /// What is known of the fit, and what naming new items goes by.
  ///
  /// @param items how many items, the first ones, the model was trained on
  /// @param textFields further fields whose text is read
  /// @param neighbors how many nearest items a new one is seen beside
  /// @param languages what the texts are in
  /// @param weighed whether it was asked what speaks beside the model, and be it that nothing does
  record Known(
      int items, List<String> textFields, int neighbors, Languages languages, boolean weighed) {}

  FittedGrlm(
      OpenTermModel model,
      IdentifierSearch search,
      Known known,
      Curve curve,
      Optional<GrlmPrior> prior) {
    this.model = model;
    this.search = search;
    this.known = known;
    this.curve = curve;
    this.prior = prior;
    this.plainGenerator =
        IdentifierSearch.parted(search.generator(model.fitted()), model.scorer(), true);
    this.generator = prior.isPresent() ? weighed(prior.get().ofItems()) : plainGenerator;
    this.freeGenerator =
        prior.isPresent() ? weighed(prior.get().ofItems().withSlots(1)) : plainGenerator;
    this.beams = search.constrained(generator, _ -> {});
    this.recommender = main(_ -> {});
  }

  /// Beams, or, where nothing is kept of what is said term by term, what beams of full width find.
  private Recommender main(Consumer<List<Generated>> listener) {
    if (prior.isEmpty() || prior.get().slots() > 0) {
      return search.constrained(generator, listener);
    }
    return search.exhaustive(generator, fused(prior.get()), prior.get().repeats(), listener);
  }

  private IdentifierGenerator<?> weighed(ItemPrior of) {
    return IdentifierSearch.parted(
        IdentifierSearch.told(plainGenerator, model.with(of).fitted()),
        Optional.of(fused(prior.orElseThrow())),
        of.repeats());
  }

  @Override
  public List<Row> rows() {
    boolean chosen = known.weighed();
    var constrained = new GenerationRates(identifiers().length());
    var free = new GenerationRates(identifiers().length());
    var rows = new ArrayList<Row>();
    rows.add(new Row(main(constrained), Optional.of(constrained), chosen));
    rows.add(new Row(search.free(freeGenerator, free), Optional.of(free), chosen));
    if (chosen) {
      var plain = new GenerationRates(identifiers().length());
      rows.add(new Row(search.modelAlone(plainGenerator, plain), Optional.of(plain)));
    }
    if (search.decoding().exhaustive()) {
      var all = new GenerationRates(identifiers().length());
      rows.add(new Row(allScored(all), Optional.of(all), chosen));
    }
    return rows;
  }

  /// Every identifier, by the score that the main row goes by.
  private Recommender allScored(Consumer<List<Generated>> listener) {
    if (prior.isEmpty() || prior.get().slots() > 0) {
      return search.allScored(generator, listener);
    }
    return search.allRanked(generator, fused(prior.get()), prior.get().repeats(), listener);
  }

  private Scorer fused(GrlmPrior known) {
    return known.fused(model.scorer().orElseThrow());
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public Identifiers identifiers() {
    return search.identifiers();
  }

  @Override
  public Recommender free() {
    return search.free(freeGenerator, _ -> {});
  }

  @Override
  public Explained explain(Query query) {
    if (!beams.canRead(query)) {
      return new Explained(List.of(), List.of());
    }
    var tree = new BeamTree(new CodecSymbols(model.fitted().codec()));
    List<Generated> found = generator.traced(query, beams.width(query), tree);
    return new Explained(
        tree.roots(found.stream().map(Generated::grounding).toList()),
        recommender.recommend(query));
  }

  @Override
  public Reasons reasons(Query query, List<Recommendation> list) {
    List<Recommendation> named = list.stream().filter(one -> one.generated() != null).toList();
    Reasons reasons = prior.isPresent() ? weighed(query, named) : ofModel(named);
    Iterator<List<Reason>> next = reasons.ofItems().iterator();
    return new Reasons(
        reasons.base(),
        list.stream()
            .map(one -> one.generated() == null ? List.<Reason>of() : next.next())
            .toList());
  }

  private Reasons weighed(Query query, List<Recommendation> named) {
    int[] items = named.stream().mapToInt(Recommendation::item).toArray();
    return prior.orElseThrow().reasons(model.scorer().orElseThrow(), query.history(), items);
  }

  /// Whatever makes an item likelier than a draw by lot among all items.
  private Reasons ofModel(List<Recommendation> named) {
    double lot = -Math.log(identifiers().size());
    return new Reasons(
        lot, named.stream().map(one -> List.of(Reason.ofModel(one.score() - lot))).toList());
  }

  /// What the symbols of a search stand for.
  private record CodecSymbols(IdentifierCodec<?> codec) implements BeamTree.Symbols {
    @Override
    public OptionalInt slot(int[] symbols) {
      return codec.slot(symbols);
    }

    @Override
    public String text(int[] symbols) {
      return codec.text(symbols.length - 1, symbols[symbols.length - 1]).strip();
    }
  }

  @Override
  public List<Generated> name(Item item, int k) {
    return plainGenerator.name(item, k);
  }

  @Override
  public boolean spells(Identifier identifier) {
    return model.fitted().codec().spells(identifier);
  }

  @Override
  public Named name(NewItem item) {
    KnownTermNaming terms = naming;
    if (terms == null) { // several threads may make the same table once each
      var learnt = new Identifiers(identifiers().all().subList(0, known.items()));
      terms = new KnownTermNaming(learnt, known.textFields(), known.languages());
      naming = terms;
    }
    int shown = Math.min(known.neighbors(), item.near().length);
    int[] near = Arrays.copyOf(item.near(), shown);
    float[] cosines = Arrays.copyOf(item.cosines(), shown);
    return new Named(terms.name(item.item(), near, cosines, item.wished()));
  }

  @Override
  public FittedSystem grown(Catalog catalog, Identifiers identifiers) {
    Dataset before = search.dataset();
    var dataset = new Dataset(catalog, before.histories(), before.counts());
    Optional<GrlmPrior> larger = prior.map(p -> p.grown(dataset, identifiers));
    return new FittedGrlm(
        larger
            .map(p -> model.grown(catalog, identifiers, p::signals))
            .orElseGet(() -> model.grown(catalog, identifiers)),
        TermSearch.of(dataset, identifiers, search.decoding(), search.batch()),
        known,
        curve,
        larger);
  }

  /// A small model keeps a table of all items, which it makes when it is first asked, in
  /// milliseconds. A checkpoint makes nothing and takes seconds to answer: it is not asked.
  @Override
  public void prepare() {
    prior.ifPresent(GrlmPrior::prepare);
    if (model.scorer().isPresent()) {
      var _ = recommender.recommend(Query.of(new int[] {0}, 1, true));
    }
  }

  @Override
  public Curve curve() {
    return curve;
  }

  @Override
  public void close() {
    model.close();
  }
}
