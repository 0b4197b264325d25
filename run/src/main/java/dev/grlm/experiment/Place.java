package dev.grlm.experiment;

import java.nio.file.Path;

/// A cell of an experiment: one variant on one data set with one seed.
///
/// @param data name of the data set
record Place(String data, String variant, long seed) {
  /// Its folder under `parent`.
  Path in(Path parent) {
    return parent.resolve(data).resolve(variant).resolve(Long.toString(seed));
  }

  @Override
  public String toString() {
    return data + ", " + variant + ", seed " + seed;
  }
}
