package dev.grlm.coded;

import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Json;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.RunSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What follows once the items of a run are named by words, however they came by them and however
/// many each has: a model is taught to generate them, what length counts is chosen, and it is
/// opened again. Its first row has the system's name.
///
/// @param run the system's part of the run
/// @param naming the stage that names the items, and leaves [#file]
/// @param model of the words
/// @param lengthExponents which α of log-probability / length^α validation chooses from; the only
///   one is taken as it is
public record WordStages(
    SystemRun<?> run, Stage naming, CodeModel<?> model, List<Double> lengthExponents) {
  /// The last part of the name of the stage that chooses.
  public static final String LENGTH = "length";

  public WordStages {
    lengthExponents = List.copyOf(lengthExponents);
  }

  /// A two-level decoder of the words, from scratch.
  public WordStages(
      SystemRun<?> run, Stage naming, CodeDecoderConfig decoder, List<Double> lengthExponents) {
    this(
        run,
        naming,
        new TwoLevelCodes(decoder, DecoderLosses.NONE, Optional.empty()),
        lengthExponents);
  }

  /// Identifiers of any length.
  public static Path file(SystemRun<?> run) {
    return run.folder().resolve("words.tsv");
  }

  private Identifiers identifiers() throws IOException {
    return TermIdFile.identifiersOfAnyLength(file(run), run.dataset().catalog());
  }

  /// Epochs are judged by probability alone, so that what length counts can be chosen anew without
  /// a training.
  private TaughtCodes<?> taught() {
    return new TaughtCodes<>(run, file(run), model, this::words);
  }

  /// Ranked by probability.
  private SearchedCodes words() throws IOException {
    Identifiers identifiers = identifiers();
    run.shared().decoding().requireLength(identifiers.length());
    return new SearchedCodes(
        run.system(), file(run), run.dataset(), identifiers, model.among(), model.batch());
  }

  /// Words → samples → the model → what length counts.
  public List<Stage> all() {
    var stages = new ArrayList<>(List.of(naming, taught().examples(), taught().training()));
    if (chooses()) {
      stages.add(length());
    }
    return stages;
  }

  private boolean chooses() {
    return lengthExponents.size() > 1;
  }

  private Path choice() {
    return run.folder().resolve("length.json");
  }

  private Stage length() {
    var inputs = new ArrayList<>(taught().tables());
    inputs.addAll(model.inputs());
    inputs.addAll(model.files(run.model()));
    RunSettings shared = run.shared();
    var settings =
        new TreeMap<>(
            Map.of(
                "lengthExponents", lengthExponents,
                "among", model.among(),
                "beams", shared.decoding().beams(),
                "validationUsers", shared.evaluation().validationUsers(),
                "repeats", shared.evaluation().repeats(),
                "seed", shared.seed()));
    return Stage.of(run.stage(LENGTH), settings, inputs, List.of(choice()), this::choose);
  }

  private SortedMap<String, Long> choose() throws IOException {
    ToDoubleFunction<Recommender> ndcg = validation();
    var tried = new ArrayList<LengthChoice.Tried>();
    SearchedCodes words = words();
    OpenCodes<?> opened = model.open(words, run.model(), run.shared());
    try {
      for (double exponent : lengthExponents) {
        tried.add(
            new LengthChoice.Tried(
                exponent, ndcg.applyAsDouble(beams(opened, words.ranked(exponent)))));
      }
    } finally {
      opened.fitted().close();
    }
    LengthChoice chosen = LengthChoice.of(tried);
    Json.write(choice(), chosen);
    run.listener()
        .message(
            "%s: of %s the exponent %s of the length is best on validation"
                .formatted(run.system(), lengthExponents, chosen.lengthExponent()));
    return new TreeMap<>();
  }

  private ToDoubleFunction<Recommender> validation() throws IOException {
    RunSettings shared = run.shared();
    boolean repeats = run.tables().repeats(shared.evaluation());
    var settings =
        EvaluationSettings.of(Split.VALIDATION, repeats)
            .withWorkers(shared.workers())
            .withSample(shared.evaluation().validationUsers(), shared.seed());
    return new Evaluator(run.dataset(), settings).objective(Metric.NDCG_10);
  }

  private <C> Recommender beams(OpenCodes<C> opened, SearchedCodes words) {
    IdentifierSearch search = words.search(run.shared().decoding());
    return search.constrained(words.grounded(search, opened.fitted()), _ -> {});
  }

  private double lengthExponent() throws IOException {
    return chooses()
        ? Json.read(choice(), LengthChoice.class).lengthExponent()
        : lengthExponents.getFirst();
  }

  /// @param late of what the fitted items are called: names items that come after the fit; closed
  ///   with what is opened
  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or broken
  public FittedSystem open(Function<Identifiers, WordNaming> late) throws IOException {
    WordNaming names = late.apply(identifiers());
    double exponent = lengthExponent();
    return open(new TaughtCodes<>(run, file(run), model, () -> words().ranked(exponent)), names);
  }

  private <C> FittedSystem open(TaughtCodes<C> taught, WordNaming late) throws IOException {
    TaughtCodes.Opened<C> opened = taught.open();
    List<Set<String>> known =
        opened.model().symbols().stream().<Set<String>>map(Set::copyOf).toList();
    return new FittedWords<>(
        opened.codes(),
        opened.model().and(late::close),
        opened.codes().search(run.shared().decoding()),
        new FittedWords.Fit(late, known, opened.books(), opened.curve(), chooses()));
  }
}
