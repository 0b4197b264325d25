package dev.grlm.lm.qwen3;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Measures a load into the host's memory: seconds, and the peak of RssAnon, which leaves the
/// mapped pages of the file out (the system takes them back when it needs them). Linux only.
/// Arguments: folder, precision (`fp32`, `bf16` or `fp16`).
public final class LoadCheckpoint {
  private LoadCheckpoint() {}

  public static void main(String[] arguments) throws Exception {
    Natives.load();
    var done = new AtomicBoolean();
    var peak = new AtomicLong();
    long before = mebibytes("RssAnon");
    Thread sampler =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                peak.accumulateAndGet(mebibytes("RssAnon"), Math::max);
              }
            });
    var placement = new Placement(Device.CPU, Precision.parse(arguments[1]));
    long start = System.nanoTime();
    try (Qwen3 model = Qwen3.load(Path.of(arguments[0]), placement, 0)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      long held = mebibytes("RssAnon");
      done.set(true);
      sampler.join();
      peak.accumulateAndGet(held, Math::max);
      long own = (model.parameters().size() * placement.precision().bytes()) >> 20;
      System.out.printf(
          "%.1f s; RssAnon %d MiB before, %d MiB at the peak, %d MiB after; the weights take %d MiB;"
              + " VmHWM %d MiB%n",
          seconds, before, peak.get(), held, own, mebibytes("VmHWM"));
    }
  }

  private static long mebibytes(String key) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(key + ":")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
        }
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    return 0;
  }
}
