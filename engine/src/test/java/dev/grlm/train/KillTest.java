package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.SafeTensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training whose process is killed, again and again, ends with the weights of one that was left
/// alone. `-Dgrlm.kill.rounds=20` kills it twenty times.
class KillTest {
  private static final int KILLS = Integer.getInteger("grlm.kill.rounds", 6);

  /// Processes that are started ahead, for most of a short life is loading the natives.
  private static final int AHEAD = 2;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom();

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            folder.resolve("training").toString(),
            folder.resolve("weights.safetensors").toString())
        .redirectErrorStream(true)
        .start();
  }

  private static BufferedReader go(Process process) throws IOException {
    process.outputWriter().append('\n').flush();
    return process.inputReader();
  }

  /// Lets a training do some steps and a part of a step.
  private void runAndKill(Process process) throws IOException, InterruptedException {
    BufferedReader output = go(process);
    var said = new ArrayList<String>();
    int steps = random.nextInt(15);
    for (int done = 0; done < steps; ) {
      String line = output.readLine();
      assertThat(line).as("the training ended: %s", said).isNotNull();
      said.add(line);
      done += line.equals(KilledTraining.STEP) ? 1 : 0;
    }
    LockSupport.parkNanos(random.nextLong(15_000_000));
    assertThat(process.isAlive()).as("%s", said).isTrue();
    process.destroyForcibly().waitFor();
  }

  @Test
  void theWeightsAreThoseOfATrainingLeftAlone() throws IOException, InterruptedException {
    var processes = new ArrayDeque<Process>();
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        while (processes.size() < Math.min(AHEAD, KILLS + 1 - kill)) {
          processes.add(start());
        }
        runAndKill(processes.remove());
      }
      Process last = processes.remove();
      BufferedReader output = go(last);
      assertThat(output.readLine()).contains("training goes on after epoch");
      long steps = output.lines().filter(KilledTraining.STEP::equals).count();
      assertThat(last.waitFor()).isZero();
      assertThat(steps).as("what the last process had left to do").isBetween(10L, 419L);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    SafeTensors.File file = SafeTensors.read(folder.resolve("weights.safetensors"));
    try (TwoLevelDecoder model = KilledTraining.model()) {
      KilledTraining.train(model, Checkpoints.none(), () -> {});
      assertThat(file.floats("weights")).containsExactly(model.parameters().values());
    }
  }
}
