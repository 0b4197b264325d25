package dev.grlm.lm;

import dev.grlm.tensor.DeviceMemory;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/// Holds what a `config.json` says of a model's size against the files beside it and the memory of
/// the machine, before any of it is taken: a line of a text file must not end the process.
public final class CheckpointSize {
  /// A model that differs in a single layer or a few rows is told by its tensors, more to the
  /// point.
  private static final double MOST = 2;

  private CheckpointSize() {}

  /// @param config for errors
  /// @param values at least, of all weights that the file says; counted in floating point, where
  ///   nothing overflows
  /// @param placement where the weights are to be
  /// @throws IOException in one line, when there are far fewer values in the files, or less memory
  public static void require(
      Path config, double values, SafeTensorsFolder tensors, Placement placement)
      throws IOException {
    require(config, values, tensors, placement, memory(placement));
  }

  /// @param memory bytes; empty where nobody says it
  static void require(
      Path config,
      double values,
      SafeTensorsFolder tensors,
      Placement placement,
      OptionalLong memory)
      throws IOException {
    double there = tensors.values();
    if (values > MOST * there) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: says a model of %.4g values, %s has %.4g; the two do not belong together",
              config,
              values,
              tensors.listing().getFileName(),
              there));
    }
    double bytes = values * placement.precision().bytes();
    if (memory.isPresent() && bytes > memory.getAsLong()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: the weights take %.1f GB in %s, and %s has %.1f GB of memory",
              config,
              bytes / 1e9,
              CheckpointConfig.typeName(placement.precision()),
              placement.device().word(),
              memory.getAsLong() / 1e9));
    }
  }

  /// All of the host, because what its caches hold can be taken; what is free on a card.
  private static OptionalLong memory(Placement placement) {
    return placement.device().cuda()
        ? DeviceMemory.free(placement.device())
        : OptionalLong.of(
            Math.min(DeviceMemory.total(), DeviceMemory.limit().orElse(Long.MAX_VALUE)));
  }
}
