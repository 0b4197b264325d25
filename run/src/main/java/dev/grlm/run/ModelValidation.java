package dev.grlm.run;

/// Scores a model during training, on validation only; higher is better.
@FunctionalInterface
interface ModelValidation {
  double score(FittedModel model);
}
