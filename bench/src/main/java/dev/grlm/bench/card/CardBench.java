package dev.grlm.bench.card;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Natives;
import java.io.IOException;
import java.nio.file.Path;

/// Runs one check in this process: `CHECK DEVICE full|tiny CHECKPOINTS RESULTS`. `bench/card` calls
/// it for each, so that one that fails leaves the others their turn, and memory is read of each
/// alone.
///
/// Checks: `matrix`, `parity`, `processes`, `decoding`, `training/SHAPE/full`,
/// `training/SHAPE/lora` and `training/SHAPE/kept`, which keeps all activations.
public final class CardBench {
  private CardBench() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("CHECK DEVICE full|tiny CHECKPOINTS RESULTS");
    }
    Natives.load();
    var stage =
        new Stage(
            Device.parse(arguments[1]),
            arguments[2].equals("tiny"),
            Path.of(arguments[3]),
            new Figures(Path.of(arguments[4])));
    String[] check = arguments[0].split("/", -1);
    switch (check[0]) {
      case "matrix" -> MatrixRate.measure(stage);
      case "parity" -> Parity.measure(stage);
      case "processes" -> Processes.measure(stage);
      case "decoding" -> Decoding.measure(stage);
      case "training" -> Training.measure(stage, check[1], Training.Kind.parse(check[2]));
      default -> throw new IllegalArgumentException("no check is called " + arguments[0]);
    }
  }
}
