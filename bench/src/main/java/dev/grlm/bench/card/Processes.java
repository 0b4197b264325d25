package dev.grlm.bench.card;

import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.process.ProcessGroup;
import dev.grlm.process.ProcessSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A group of one process: NCCL on a card, Gloo on the host. It shows that the library is found,
/// that the calls are the right ones and what they cost; not that several processes agree.
final class Processes {
  private Processes() {}

  static void measure(Stage stage) throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Qwen3Config config = stage.shape("0.6B");
    long start = System.nanoTime();
    try (ProcessGroup group = ProcessGroup.join(ProcessSettings.local(0, 1, port), stage.device());
        var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      double joining = stage.secondsSince(start);
      Tensor gradient =
          torch
              .empty(
                  new long[] {config.size()}, stage.usual().weights(), new MemoryFormatOptional())
              .fill_(new Scalar(1.5));
      group.sum(gradient);
      start = System.nanoTime();
      group.sum(gradient);
      double summing = stage.secondsSince(start);
      group.broadcast(gradient);
      group.barrier();
      boolean right =
          gradient.eq(new Scalar(1.5)).all().item_bool()
              && group.sum(2.25) == 2.25
              && group.broadcast(-7.5) == -7.5
              && group.agree((1L << 40) + 3);
      stage
          .figures()
          .add(
              "processes",
              stage.device().cuda() ? "NCCL, one process" : "Gloo, one process",
              Json.object()
                  .put("right", right)
                  .put("joiningSeconds", Figures.rounded(joining))
                  .put("values", config.size())
                  .put("sumSeconds", Figures.rounded(summing)));
    }
  }
}
