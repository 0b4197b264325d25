package dev.grlm.system;

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

  public Path items() {
    return dataset().resolve("items.jsonl");
  }

  public Path interactions() {
    return dataset().resolve("interactions.tsv");
  }

  public Path split() {
    return dataset().resolve("split.json");
  }

  /// What one system has of its own.
  public Path system(String name) {
    return root.resolve("systems").resolve(name);
  }

  /// The identifiers of a system's items.
  public Path identifiers(String system) {
    return system(system).resolve("identifiers.tsv");
  }

  /// Items that were named after the run was fitted.
  public Path addedItems() {
    return root.resolve("added-items.jsonl");
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

  /// Ranks of the targets, user by user.
  public Path ranks(String split) {
    return root.resolve(split.equals("test") ? "ranks.tsv" : "ranks-" + split + ".tsv");
  }
}
