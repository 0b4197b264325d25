package dev.grlm.systems.gram;

import dev.grlm.lm.t5.FusionInDecoder;
import dev.grlm.lm.t5.PassagesObjective;
import dev.grlm.lm.t5.PassagesSample;
import dev.grlm.nn.Dropout;
import dev.grlm.task.Example;
import dev.grlm.tensor.Parameters;
import dev.grlm.train.Trainable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of the names of every item of a history but the first, after those before it. A
/// sample is a history, so that the prompt of an item is read once for all that come after it.
final class PromptObjective implements Trainable<Example> {
  private final PassagesObjective objective;
  private final PromptCodec codec;

  PromptObjective(FusionInDecoder model, PromptCodec codec, double smoothing) {
    this.objective = new PassagesObjective(model, smoothing);
    this.codec = codec;
  }

  @Override
  public Parameters parameters() {
    return objective.parameters();
  }

  @Override
  public int weight(Example sample) {
    return sample.items().length - 1;
  }

  /// Tokens that the decoder sees, of which there are more than are encoded.
  @Override
  public int length(Example sample) {
    return codec.seen(sample.items());
  }

  @Override
  public Tensor loss(List<Example> samples, Dropout masks) {
    return objective.loss(samples.stream().flatMap(this::samples).toList(), masks);
  }

  private Stream<PassagesSample> samples(Example example) {
    int[] items = example.items();
    return IntStream.range(1, items.length).mapToObj(end -> codec.sample(items, end));
  }
}
