package dev.grlm.systems.grlm.small;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.Prompts;
import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepMix;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Alike;
import dev.grlm.signal.Signals;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.model.CollaborativeConfig;
import dev.grlm.systems.grlm.model.ItemPrior;
import dev.grlm.systems.grlm.model.MarkRenderings;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The model of the recipe `small`.
public record SmallModel(SmallConfig small, RunSettings run) implements TermModel {
  /// Words of one item that are read; longer descriptions add little and cost time.
  private static final int LONGEST_TEXT = 64;

  private static final String SYMBOLS = "symbols.json";

  /// What `symbols.json` says: the tables that give the model's numbers a meaning.
  private record Symbols(
      List<List<String>> slots,
      List<String> words,
      List<String> textFields,
      int longestText,
      int maxSteps) {}

  @Override
  public void require() {}

  @Override
  public Object settings() {
    return LaterSettings.told(small, unsaid());
  }

  @Override
  public Set<String> unread() {
    var unread = new TreeSet<>(TermModel.super.unread());
    if (!small.itemNumbers()) {
      unread.add("stepDropout");
    }
    return unread;
  }

  @Override
  public Set<String> unsaid() {
    var unsaid = new TreeSet<>(TermModel.super.unsaid());
    if (small.itemNumbers()) {
      unsaid.add("itemNumbers");
    }
    return unsaid;
  }

  @Override
  public CollaborativeConfig collaborative() {
    return small.collaborative();
  }

  @Override
  public Object exampleSettings() throws IOException {
    var settings =
        new TreeMap<String, Object>(
            Map.of(
                "window", small.maxSteps(),
                "naming", small.naming() > 0,
                "minimumWordItems", small.minimumWordItems(),
                "longestText", LONGEST_TEXT,
                "textFields", run.textFields()));
    settings.putAll(collaborativeExamples());
    return settings;
  }

  @Override
  public boolean onCard() {
    return false;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  /// Its slots' nets are small beside a decoder of tokens.
  @Override
  public int mostExhaustive() {
    return 50_000;
  }

  @Override
  public boolean scoresItems() {
    return small.lookahead();
  }

  @Override
  public List<Task> tasks() {
    Task sequences = new UserSequencePrediction(small.maxSteps(), false);
    return small.naming() > 0 ? List.of(sequences, new TermInternalization()) : List.of(sequences);
  }

  @Override
  public Renderings renderings(Dataset dataset, Identifiers identifiers) {
    return new MarkRenderings(new Prompts(dataset.catalog(), identifiers, words(dataset)));
  }

  private WordTable words(Dataset dataset) {
    return WordTable.of(
        dataset.catalog(), run.textFields(), small.minimumWordItems(), LONGEST_TEXT);
  }

  @Override
  public TrainingResult train(
      Lesson lesson, Optional<EarlierModel> earlier, TrainingJob job, Path folder)
      throws IOException {
    var codec = new SlotCodec(lesson.identifiers(), words(lesson.dataset()), small.maxSteps());
    try (var decoder = new TwoLevelDecoder(shape(codec), codec.steps(), run.seed())) {
      if (earlier.isPresent()) {
        startFrom(earlier.get(), decoder, codec, lesson.dataset());
      }
      var objective =
          new TwoLevelObjective(
              decoder,
              new TwoLevelObjective.Weights(
                  small.stepLoss(),
                  small.naming(),
                  small.collaborative().weight(),
                  small.labelSmoothing()));
      var search = TermSearch.of(lesson.dataset(), lesson.identifiers(), run.decoding(), batch());
      TrainingResult result =
          job.train(
              objective,
              small.training().trainer(run.workers(), run.seed()),
              samples(lesson, codec),
              _ -> {
                var open = new OpenSmall(decoder, codec, () -> {});
                IdentifierGenerator<?> generator =
                    IdentifierSearch.parted(search.generator(open.fitted()), open.scorer(), true);
                return job.validation().applyAsDouble(search.constrained(generator, _ -> {}));
              });
      if (job.writes()) {
        decoder.save(folder);
        writeSymbols(folder, codec);
      }
      return result;
    }
  }

  private static void startFrom(
      EarlierModel earlier, TwoLevelDecoder decoder, SlotCodec codec, Dataset dataset)
      throws IOException {
    Symbols symbols = Json.read(earlier.model().resolve(SYMBOLS), Symbols.class);
    List<String> items = ids(DatasetFiles.read(earlier.dataset()));
    WarmStart.apply(
        earlier.model().resolve("model.safetensors"),
        new WarmStart.Names(symbols.slots(), symbols.words(), items),
        decoder,
        new WarmStart.Names(codec.symbolTables(), codec.words().words(), ids(dataset)));
  }

  private static List<String> ids(Dataset dataset) {
    return dataset.catalog().items().stream().map(Item::id).toList();
  }

  private TwoLevelConfig shape(SlotCodec codec) {
    return new TwoLevelConfig(
        codec.slotSizes(),
        small.itemNumbers() ? codec.steps().size() : 0,
        small.naming() > 0 ? Math.max(1, codec.words().size()) : 0,
        small.width(),
        small.layers(),
        small.heads(),
        small.hidden(),
        small.slotHidden(),
        small.maxSteps(),
        small.dropout(),
        small.inputDropout(),
        small.stepDropout(),
        small.lookahead());
  }

  private static List<TwoLevelSample> samples(Lesson lesson, SlotCodec codec) {
    Catalog catalog = lesson.dataset().catalog();
    return lesson.examples().stream().flatMap(example -> samples(example, codec, catalog)).toList();
  }

  private static Stream<TwoLevelSample> samples(Example example, SlotCodec codec, Catalog catalog) {
    int[] items = example.items();
    return switch (example.task()) {
      case UserSequencePrediction.NAME -> {
        List<Step> steps = Arrays.stream(items).mapToObj(codec.steps()::get).toList();
        yield Stream.of(new TwoLevelSample.Sequence(steps));
      }
      case TermInternalization.NAME ->
          Stream.of(
              new TwoLevelSample.Naming(
                  codec.words().numbers(catalog.item(items[0])), codec.steps().get(items[0])));
      case CollaborativeNeighborhood.NAME ->
          Arrays.stream(items)
              .skip(1)
              .mapToObj(near ->
                  new TwoLevelSample.Link(codec.steps().get(items[0]), codec.steps().get(near)));
      default -> throw new IllegalArgumentException("no such task: " + example.task());
    };
  }

  private void writeSymbols(Path folder, SlotCodec codec) throws IOException {
    WordTable words = codec.words();
    Json.write(
        folder.resolve(SYMBOLS),
        new Symbols(
            codec.symbolTables(),
            words.words(),
            words.textFields(),
            words.longest(),
            small.maxSteps()));
  }

  @Override
  public OpenTermModel open(Path folder, Dataset dataset, Identifiers identifiers)
      throws IOException {
    Symbols symbols = Json.read(folder.resolve(SYMBOLS), Symbols.class);
    var words = new WordTable(symbols.words(), symbols.textFields(), symbols.longestText());
    var codec = new SlotCodec(identifiers, words, symbols.maxSteps());
    if (!codec.symbolTables().equals(symbols.slots())) {
      throw new IOException(
          folder.resolve(SYMBOLS)
              + ": its terms are not those of identifiers.tsv; run the train stage again");
    }
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, codec.steps());
    return new OpenSmall(decoder.frozen(), codec, decoder::close);
  }

  private record OpenSmall(TwoLevelDecoder decoder, SlotCodec codec, Runnable release)
      implements OpenTermModel {
    @Override
    public FittedModel<?> fitted() {
      return new FittedModel<>(decoder, codec, release);
    }

    @Override
    public Optional<Scorer> scorer() {
      return decoder.config().lookahead()
          ? Optional.of(new StepScorer(decoder, codec))
          : Optional.empty();
    }

    @Override
    public OpenTermModel with(ItemPrior prior) {
      return new PriorSmall(decoder, new PriorCodec(codec, prior));
    }

    @Override
    public OpenTermModel grown(Catalog catalog, Identifiers identifiers) {
      SlotCodec larger = codec.grown(identifiers);
      return new OpenSmall(decoder.withSteps(larger.steps()), larger, () -> {});
    }

    @Override
    public OpenTermModel grown(
        Catalog catalog, Identifiers identifiers, Supplier<Signals> signals) {
      SlotCodec larger = codec.grown(identifiers);
      int trained = decoder.config().steps();
      Supplier<List<StepMix>> mixes = () -> mixes(larger, trained, signals.get());
      return new OpenSmall(decoder.withSteps(larger.steps(), mixes), larger, () -> {});
    }

    /// Items that the model was trained on are steps of the same number.
    private static List<StepMix> mixes(SlotCodec codec, int trained, Signals signals) {
      return IntStream.range(trained, codec.items())
          .filter(item -> codec.step(item).isPresent())
          .mapToObj(item -> signals.alike(item).map(OpenSmall::mix).orElse(StepMix.NONE))
          .toList();
    }

    private static StepMix mix(Alike alike) {
      return new StepMix(alike.items(), alike.mixture());
    }
  }

  private record PriorSmall(TwoLevelDecoder decoder, PriorCodec codec) implements OpenTermModel {
    @Override
    public FittedModel<?> fitted() {
      return new FittedModel<>(decoder, codec, () -> {});
    }

    /// A larger catalogue has a prior of its own, which its caller knows.
    @Override
    public OpenTermModel grown(Catalog catalog, Identifiers identifiers) {
      throw new UnsupportedOperationException("grow the model, then give it a prior");
    }
  }

  @Override
  public List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        folder.resolve(SYMBOLS));
  }
}
