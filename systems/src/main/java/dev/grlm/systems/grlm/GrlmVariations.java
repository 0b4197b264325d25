package dev.grlm.systems.grlm;

import java.util.List;

/// What a search over the settings of each recipe's training chooses between: values around the
/// defaults, for sets of some thousand to some ten thousand users.
final class GrlmVariations {
  static final List<String> SMALL =
      List.of(
          "layers=1,2,3",
          "width=64,128,192,256",
          "hidden=256,512,1024",
          "dropout=0.1,0.2,0.3,0.4,0.5",
          "inputDropout=0.1,0.2,0.3,0.4,0.5",
          "labelSmoothing=0,0.05,0.1",
          "training.learningRate=5e-4,1e-3,2e-3,4e-3",
          "training.batch=512,1024,2048",
          "training.epochs=6,10,16,24");

  /// Its default batch gives small sets few steps.
  static final List<String> FLAT =
      List.of(
          "layers=1,2,3",
          "hidden=64,128,192,256",
          "intermediate=256,384,768",
          "dropout=0.1,0.2,0.3,0.4",
          "training.learningRate=5e-4,1e-3,2e-3,4e-3",
          "training.batch=256,512,1024,2048",
          "training.epochs=4,8,16");

  /// A checkpoint has its shape; only how it is trained is left.
  static final List<String> CHECKPOINT =
      List.of(
          "training.learningRate=3e-5,1e-4,3e-4", "training.batch=64,128", "training.epochs=1,2,3");

  private GrlmVariations() {}
}
