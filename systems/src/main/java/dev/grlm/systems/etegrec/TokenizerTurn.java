package dev.grlm.systems.etegrec;

import dev.grlm.codebook.RqVaePass;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Trains the tokenizer while the generator stands still: on the items that follow in a batch of
/// sequences, each once, by the RQ-VAE's own loss and by what the generator makes of the sequences.
///
/// What is summed is the mean over the items times the number of predictions, so that a batch's
/// mean is what the paper's code has.
final class TokenizerTurn implements Trainable<int[]> {
  private final Tokenizer tokenizer;
  private final Generator generator;
  private final Alignment alignment;
  private volatile boolean aligned;

  TokenizerTurn(Tokenizer tokenizer, Generator generator, Alignment alignment) {
    this.tokenizer = tokenizer;
    this.generator = generator;
    this.alignment = alignment;
  }

  @Override
  public Parameters parameters() {
    return tokenizer.quantizer().model().parameters();
  }

  @Override
  public int weight(int[] items) {
    return items.length - 1;
  }

  @Override
  public void epochBegins(List<int[]> samples, int epoch) {
    aligned = alignment.holds(epoch);
  }

  @Override
  public Tensor loss(List<int[]> samples, Dropout masks) {
    int[] predicted =
        samples.stream().flatMapToInt(items -> Arrays.stream(items, 1, items.length)).toArray();
    Targets targets = Targets.of(predicted);
    RqVaePass pass = tokenizer.objective().pass(targets.items());
    Tensor mean = tokenizer.objective().own(pass).div(new Scalar((double) targets.items().length));
    if (aligned) {
      mean = mean.add(aligned(samples, targets, pass));
    }
    return mean.mul(new Scalar((double) predicted.length));
  }

  private Tensor aligned(List<int[]> samples, Targets targets, RqVaePass pass) {
    Tensor sequences;
    Tensor preferences;
    try (var _ = new NoGradGuard()) {
      Tensor states = generator.read(samples, Dropout.none()).states();
      Tensor chosen =
          states.index_select(0, Tensors.longs(targets.places(), targets.places().length));
      sequences = generator.sequences(chosen);
      preferences = generator.preferences(chosen, Dropout.none());
    }
    return alignment.of(tokenizer.books(), sequences, preferences, pass);
  }
}
