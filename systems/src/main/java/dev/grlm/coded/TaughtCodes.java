package dev.grlm.coded;

import dev.grlm.fitting.TrainingStage;
import dev.grlm.io.Fingerprint;
import dev.grlm.system.Curve;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.ExampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is the same for codes and for words once a file says what items are called: samples are
/// made of it, a model is taught to generate it, and is opened again.
///
/// @param <C> contexts of the model
/// @param run the system's part of the run
/// @param file what items are called
/// @param reading of that file
record TaughtCodes<C>(SystemRun<?> run, Path file, CodeModel<C> model, Reading reading) {
  /// Items of the largest catalogue of which every one is scored for each user.
  private static final int MOST_EXHAUSTIVE = 20_000;

  /// Of the hash that tells the codes of one fit from those of another.
  private static final int BOOKS_DIGITS = 16;

  /// Reads what items are called.
  @FunctionalInterface
  interface Reading {
    /// @throws IOException in one line, when it is missing or broken
    SearchedCodes read() throws IOException;
  }

  /// What a fitted system is made of.
  ///
  /// @param model to be closed
  /// @param books tells the codes of this fit from those of others
  record Opened<C>(SearchedCodes codes, OpenCodes<C> model, String books, Curve curve) {}

  /// Dataset and codes.
  List<Path> tables() {
    var files = new ArrayList<>(run.datasetFiles());
    files.add(file);
    return files;
  }

  /// Training positions → samples.
  Stage examples() {
    return new Stage(
        run.stage("examples"),
        model::exampleSettings,
        tables(),
        () -> List.of(run.examples()),
        () ->
            ExampleFile.write(
                run.examples(), run.dataset(), model.tasks(), model.rendering(reading.read())));
  }

  /// Samples → the model.
  Stage training() {
    var inputs = new ArrayList<>(tables());
    inputs.add(run.examples());
    inputs.addAll(model.inputs());
    var stage =
        new TrainingStage(
            run, model::settings, inputs, () -> model.files(run.model()), model.onCard());
    return stage.stage(job ->
        model.train(
            reading.read(),
            ExampleFile.read(run.examples(), run.dataset().catalog()),
            job,
            run.model()));
  }

  /// @throws IOException in one line, when a file is missing or broken
  Opened<C> open() throws IOException {
    run.shared().decoding().requireSize(run.dataset().catalog().size(), MOST_EXHAUSTIVE);
    Curve curve = Curve.read(run.curve());
    SearchedCodes codes = reading.read();
    String books = Fingerprint.sha256(file).substring(0, BOOKS_DIGITS);
    return new Opened<>(codes, model.open(codes, run.model(), run.shared()), books, curve);
  }
}
