package dev.grlm.run;

import java.nio.file.Path;

/// The files of a run.
public record RunFolder(Path root) {
  public Path manifest() {
    return root.resolve("run.json");
  }

  public Path dataset() {
    return root.resolve("dataset");
  }

  public Path encoder() {
    return root.resolve("encoder");
  }

  public Path embeddings() {
    return root.resolve("embeddings.safetensors");
  }

  public Path neighbors() {
    return root.resolve("neighbors.tsv");
  }

  public Path identifiers() {
    return root.resolve("identifiers.tsv");
  }

  /// Answers of a language model, as they came.
  public Path answers() {
    return root.resolve("answers.jsonl");
  }

  /// Items that were named after the run was fitted.
  public Path addedItems() {
    return root.resolve("added-items.jsonl");
  }

  public Path examples() {
    return root.resolve("examples.jsonl");
  }

  public Path model() {
    return root.resolve("model");
  }

  public Path training() {
    return root.resolve("training");
  }

  public Path recommendations() {
    return root.resolve("recommendations.jsonl");
  }

  /// @param split `test` or `validation`
  public Path report(String split) {
    return root.resolve(split.equals("test") ? "report.json" : "report-" + split + ".json");
  }

  public Path page(String split) {
    return root.resolve(split.equals("test") ? "report.html" : "report-" + split + ".html");
  }
}
