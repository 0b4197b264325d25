package dev.grlm.bench.card;

import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.Qwen3Shape;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.DeviceMemory;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.bytedeco.pytorch.global.torch;

/// Where a check runs and at what size.
///
/// @param device that is measured
/// @param tiny small shapes, which a laptop computes in seconds: to try the bench itself
/// @param checkpoints folders that `bench/peers/card.py` wrote
/// @param figures get what is measured
record Stage(Device device, boolean tiny, Path checkpoints, Figures figures) {
  private static final Qwen3Config TINY =
      new Qwen3Config(512, 64, 96, 2, 4, 2, 32, 4_096, 1e6, 1e-6, 0.02, true, 1, 2, -1);

  /// A published shape, or the tiny one in its place.
  Qwen3Config shape(String word) {
    Qwen3Config published = Qwen3Shape.parse(word).config();
    return tiny ? TINY : published;
  }

  Placement in(Precision precision) {
    return new Placement(device, precision);
  }

  /// bf16 on a card, fp32 on the host: what a run takes unless told otherwise.
  Placement usual() {
    return in(device.cuda() ? Precision.BFLOAT16 : Precision.FLOAT32);
  }

  /// Waits for what the card was told to do; a clock would else stop before it.
  void synchronize() {
    if (device.cuda()) {
      torch.cuda_synchronize(device.index());
    }
  }

  /// Seconds since a reading of [System#nanoTime()], all work of the card included.
  double secondsSince(long start) {
    synchronize();
    return (System.nanoTime() - start) / 1e9;
  }

  /// What may still be taken of the device's memory, bytes; −1 where nobody says it. libtorch gives
  /// nothing back of what it took, so a reading at the end shows the peak.
  long freeBytes() {
    OptionalLong free = DeviceMemory.free(device);
    return free.orElse(-1);
  }
}
