package dev.grlm.bench.card;

import dev.grlm.io.Json;
import dev.grlm.tensor.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The rate of one large product of random matrices: what shares of the device are measured by.
final class MatrixRate {
  private static final int SIZE = 8_192;
  private static final int TINY = 256;
  private static final int WARM = 3;
  private static final int TIMED = 10;

  private MatrixRate() {}

  static void measure(Stage stage) {
    for (Precision precision :
        stage.device().cuda()
            ? new Precision[] {Precision.BFLOAT16, Precision.FLOAT32}
            : new Precision[] {Precision.FLOAT32}) {
      double rate = operationsPerSecond(stage, precision);
      stage
          .figures()
          .add(
              "matrix",
              precision.word(),
              Json.object().put("teraflops", Figures.rounded(rate / 1e12)));
    }
  }

  private static double operationsPerSecond(Stage stage, Precision precision) {
    long size = stage.tiny() ? TINY : SIZE;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor a = random(stage, precision, size);
      Tensor b = random(stage, precision, size);
      long start = 0;
      for (int i = 0; i < WARM + TIMED; i++) {
        if (i == WARM) {
          stage.synchronize();
          start = System.nanoTime();
        }
        a.matmul(b).close();
      }
      return 2.0 * size * size * size * TIMED / stage.secondsSince(start);
    }
  }

  private static Tensor random(Stage stage, Precision precision, long size) {
    return torch
        .empty(
            new long[] {size, size}, stage.in(precision).activations(), new MemoryFormatOptional())
        .normal_(0, 1, new GeneratorOptional());
  }
}
