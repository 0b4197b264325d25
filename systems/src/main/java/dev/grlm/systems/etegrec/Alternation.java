package dev.grlm.systems.etegrec;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/// Trains tokenizer and generator in turns (§3.4 of the paper): an epoch of the tokenizer, all
/// items are encoded anew, an epoch of the generator, and again. Each has its own optimiser,
/// schedule and checkpoints, which go on over all of its turns.
///
/// The tokenizer's turn belongs to the beginning of the generator's epoch, so that an alternation
/// that goes on finds either both where they were or the tokenizer one turn ahead: then its turn is
/// not done again.
///
/// @param training of the generator; its length is the alternation's
/// @param workers Java threads; part of the result
record Alternation(AlternationConfig config, TrainingConfig training, int workers, long seed) {

  /// Where both keep their states.
  ///
  /// @param restart forgets the tokenizer's
  record Memory(Checkpoints tokenizer, Checkpoints generator, Forgetting restart) {}

  /// What is done before the first turn.
  @FunctionalInterface
  interface Forgetting {
    void run() throws IOException;
  }

  /// Leaves both as they are after the last turn, and the generator with the codes of the
  /// tokenizer.
  ///
  /// @param samples items of one user each, oldest first
  /// @throws IOException when a checkpoint cannot be written or read, or the two do not belong
  ///   together
  void run(
      Tokenizer tokenizer,
      Generator generator,
      List<int[]> samples,
      Memory memory,
      TrainingProgress progress)
      throws IOException {
    var alignment = new Alignment(config);
    var turn = new TokenizerTurn(tokenizer, generator, alignment);
    var named = new boolean[1];
    IntConsumer before =
        epoch -> {
          try {
            if (epoch == 0) {
              memory.restart().run();
            }
            if (!named[0]) {
              // In its turn the tokenizer is drawn to a generator that reads the codes before it.
              turn(turn, epoch, epoch, samples, memory);
              generator.use(tokenizer.codes());
              named[0] = true;
            }
            turn(turn, epoch, epoch + 1, samples, memory);
            generator.use(tokenizer.codes());
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        };
    try {
      var _ =
          new Trainer<>(
                  new GeneratorTurn(tokenizer, generator, alignment, before),
                  trainer(training.learningRate(), training.decay(), seed),
                  progress)
              .train(samples, _ -> 0, memory.generator());
      // Where no turn was left, nobody has looked for the tokenizer yet.
      turn(turn, config.epochs(), config.epochs(), samples, memory);
      generator.use(tokenizer.codes());
    } catch (UncheckedIOException failure) {
      throw Objects.requireNonNull(failure.getCause());
    }
  }

  /// @param done epochs of the generator; the tokenizer has as many, or one more
  /// @param until epochs that the tokenizer is to have
  private void turn(TokenizerTurn turn, int done, int until, List<int[]> samples, Memory memory)
      throws IOException {
    new Trainer<>(turn, trainer(config.learningRate(), config.decay(), seed + 1), from(done))
        .trainUntil(until, samples, _ -> 0, memory.tokenizer());
  }

  /// Takes up no state that does not belong to the generator's.
  private static TrainingProgress from(int done) {
    return new TrainingProgress() {
      @Override
      public void begun(TrainingState from, double length) {
        if (from.epoch() != done && from.epoch() != done + 1) {
          throw new UncheckedIOException(
              new IOException(
                  "the checkpoints of the alternation do not belong together: the generator has done %d epochs, the tokenizer %d; delete both"
                      .formatted(done, from.epoch())));
        }
      }

      @Override
      public void stepDone(int epoch, int step, int steps, long predictions, double loss) {}

      @Override
      public void epochDone(TrainingState state) {}
    };
  }

  /// Judged by nothing before the last epoch, so that codes follow from training positions alone.
  private TrainerConfig trainer(double rate, double decay, long itsSeed) {
    return new TrainerConfig(
        config.epochs(),
        training.batch(),
        rate,
        training.warmUp(),
        training.beta1(),
        training.beta2(),
        decay,
        training.clip(),
        config.epochs(),
        1,
        workers,
        itsSeed);
  }
}
