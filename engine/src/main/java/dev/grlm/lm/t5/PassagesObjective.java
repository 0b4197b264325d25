package dev.grlm.lm.t5;

import dev.grlm.lm.LikeLengths;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of the answers of [PassagesSample]s, as [T5Objective] has it of single texts. What
/// samples that are computed together have in common is read once, with one mask of dropout for all
/// of them.
public final class PassagesObjective implements Trainable<PassagesSample> {
  private final T5 model;
  private final AnswerLoss loss;

  /// @param smoothing share of the target's probability that is spread over all symbols of its
  ///   head, 0…1
  public PassagesObjective(FusionInDecoder model, double smoothing) {
    this.model = model.model();
    this.loss = new AnswerLoss(model.model(), smoothing);
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public int weight(PassagesSample sample) {
    return sample.answer().length;
  }

  /// By what is read, which is longer than what is said.
  @Override
  public int bucket(PassagesSample sample) {
    return sample.source().length();
  }

  @Override
  public int length(PassagesSample sample) {
    return sample.source().length() + sample.answer().length;
  }

  @Override
  public Tensor loss(List<PassagesSample> samples, Dropout masks) {
    var contexts = samples.stream().map(PassagesSample::source).toList();
    var read = ReadPassages.of(model, contexts, masks);
    var all = new ArrayList<>(IntStream.range(0, samples.size()).boxed().toList());
    Tensor total = Tensors.zeros();
    for (List<Integer> group : LikeLengths.groups(all, row -> contexts.get(row).length())) {
      int[] chosen = group.stream().mapToInt(Integer::intValue).toArray();
      AnswerBatch batch =
          AnswerBatch.of(
              model.config(), group.stream().map(row -> samples.get(row).answer()).toList());
      Tensor states =
          model.decode(
              batch.read(), read.lengths(chosen), layer -> read.seen(layer, chosen), masks);
      total = total.add(loss.of(batch, states));
    }
    return total;
  }
}
