package dev.grlm.tune;

import dev.grlm.data.DatasetReader;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.RunListener;
import dev.grlm.io.RunListener.Validation;
import dev.grlm.run.IfFinished;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.run.UnreadSettings;
import dev.grlm.stage.FolderLock;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Searches better settings for the training of one system, on validation alone.
///
/// @param data folder that trials are fitted to
/// @param out folder of the search
/// @param config of the first trial, which fits one system
/// @param space what the others choose between
/// @param inputs what is given beside the data
public record Tuning(
    Path data, Path out, RunConfig config, Space space, SystemRun.Inputs inputs, Budget budget) {
  private static final String WORK = "work";

  private String system() {
    return config.fitted().getFirst();
  }

  /// Begins a search, or goes on with one.
  ///
  /// @param ifFinished what becomes of a search in the folder that was told otherwise
  /// @throws IOException in one line, when something was told that cannot be, or a file fails
  /// @throws IllegalStateException in one line, when the first trial fails
  public Tuned run(IfFinished ifFinished, RunListener listener) throws IOException {
    return run(ifFinished, listener, System::nanoTime);
  }

  /// @param clock in nanoseconds
  Tuned run(IfFinished ifFinished, RunListener listener, LongSupplier clock) throws IOException {
    try (FolderLock _ = FolderLock.of(out)) {
      return search(ifFinished, listener, clock);
    }
  }

  private Tuned search(IfFinished ifFinished, RunListener listener, LongSupplier clock)
      throws IOException {
    Path file = out.resolve(TuneFile.NAME);
    TuneFile known = known(file, told(), ifFinished);
    known.write(file);
    var ledger = new Written(file, known, listener);
    var folder = new RunFolder(out.resolve(WORK));
    var search =
        new Search(
            config,
            new Candidates(config, space, listener::message),
            budget,
            new RunTrials(data, folder, system(), inputs, listener),
            ledger,
            known.trials(),
            known.seconds(),
            clock);
    String why = search.run();
    TuneFile end = TuneFile.read(file);
    return new Tuned(end.trials(), end.seconds(), why);
  }

  /// What may be chosen between, checked before any work.
  ///
  /// @param out folder of the search
  /// @param config that fits one system
  /// @param variations `KEY=V1,V2,…` each; none for what the system varies by itself
  /// @throws IOException in one line that says which of them cannot be, and why
  public static Space space(
      Path out, RunConfig config, List<String> variations, RunListener listener)
      throws IOException {
    if (config.fitted().size() != 1) {
      throw new IOException(
          "one system is tuned at a time, not " + String.join(" and ", config.fitted()));
    }
    var verbs = new ArrayList<>(List.of("embed", "neighbors"));
    verbs.addAll(
        new RunStages(new RunFolder(out.resolve(WORK)), config, RunListener.silent())
            .verbsUntil(config.fitted().getFirst(), TrainingStage.NAME));
    if (variations.isEmpty()) {
      return SystemSpace.of(config, listener::message);
    }
    Space space = Space.of(config, variations);
    for (String key : space.values().keySet()) {
      requireRead(config, key, verbs);
    }
    return space;
  }

  /// A key that no trial reads would be searched in vain, and one that changes the measure would
  /// win by it.
  private static void requireRead(RunConfig config, String key, List<String> verbs)
      throws IOException {
    if (key.equals("seed") || key.startsWith("evaluation.") || key.startsWith("decoding.")) {
      throw new IOException(
          "--vary %s: all trials are judged alike; give it with --set".formatted(key));
    }
    if (key.equals("systems") || key.endsWith(".recipe")) {
      throw new IOException("--vary %s: search each by itself".formatted(key));
    }
    if (verbs.stream().noneMatch(verb -> read(config, key, verb))) {
      throw new IOException(
          "--vary %s: no stage up to the training of %s (%s) reads it"
              .formatted(
                  key, config.fitted().getFirst(), config.recipe(config.fitted().getFirst())));
    }
  }

  private static boolean read(RunConfig config, String key, String verb) {
    return UnreadSettings.notes(config, List.of(key), verb).isEmpty();
  }

  private TuneFile.Told told() throws IOException {
    var files = new ArrayList<>(DatasetReader.files(data));
    inputs.identifiers().ifPresent(files::add);
    return new TuneFile.Told(system(), config.tree(), space.values(), Fingerprint.byName(files));
  }

  private TuneFile known(Path file, TuneFile.Told told, IfFinished ifFinished) throws IOException {
    if (Files.notExists(file)) {
      if (Files.exists(out.resolve(WORK))) {
        throw new IOException(
            "%s: there already, and %s is not; choose another --out"
                .formatted(out.resolve(WORK), file));
      }
      return TuneFile.begun(told);
    }
    TuneFile known = TuneFile.read(file);
    String difference = known.difference(told, config.byRecipe().tree());
    if (difference.isEmpty()) {
      return known.told(told);
    }
    if (ifFinished == IfFinished.REFUSE) {
      throw new IOException(
          "%s: holds another search: %s; --replace begins anew, another folder keeps both"
              .formatted(out, difference));
    }
    return TuneFile.begun(told);
  }

  /// Writes every change, and says how trials end.
  private record Written(Path file, TuneFile first, RunListener listener) implements Search.Ledger {
    @Override
    public void keep(List<Trial> trials, double seconds) throws IOException {
      first.with(trials, seconds).write(file);
    }

    @Override
    public void begun(Trial trial) {
      listener.message("trial %d: %s".formatted(trial.number(), trial.description()));
    }

    @Override
    public void ended(Trial trial, List<Trial> trials) {
      Trial best = new Tuned(trials, 0, "").best().orElse(trial);
      listener.message(
          "trial %d %s: NDCG@10 %s · best %s of trial %d"
              .formatted(
                  trial.number(), trial.state().word(), score(trial), score(best), best.number()));
    }

    private static String score(Trial trial) {
      return trial
          .best()
          .map(Validation::score)
          .map(score -> String.format(Locale.ROOT, "%.4f", score))
          .orElse("–");
    }
  }
}
