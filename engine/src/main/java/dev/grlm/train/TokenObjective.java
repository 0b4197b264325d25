package dev.grlm.train;

import dev.grlm.lm.Qwen3;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Next-token likelihood of the targets of [TokenSample]s. The output head, the dearest part of a
/// small model, is computed for targets only.
public final class TokenObjective implements Trainable<TokenSample> {
  /// libtorch's code for a loss that is summed.
  private static final long SUM = 2;

  /// libtorch's code for no ignored class.
  private static final long NONE_IGNORED = -100;

  /// A pass of fewer tokens, padding included, does not fill the matrix products.
  private static final int FULL_PASS = 1024;

  private final Qwen3 model;

  public TokenObjective(Qwen3 model) {
    this.model = model;
  }

  @Override
  public Parameters parameters() {
    return model.trainable();
  }

  @Override
  public int weight(TokenSample sample) {
    return sample.targets();
  }

  @Override
  public Tensor loss(List<TokenSample> samples, Dropout masks) {
    Tensor total = Tensors.zeros();
    for (List<TokenSample> group : byLength(samples)) {
      total = total.add(groupLoss(group, masks));
    }
    return total;
  }

  /// Groups of like length: batches are filled by targets, and prompts of very different lengths
  /// padded together would be padding mostly.
  static List<List<TokenSample>> byLength(List<TokenSample> samples) {
    var sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparingInt((TokenSample sample) -> sample.tokens().length).reversed());
    var groups = new ArrayList<List<TokenSample>>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      int longest = sorted.get(start).tokens().length;
      boolean ends =
          i == sorted.size()
              || ((i - start) * longest >= FULL_PASS
                  && sorted.get(i).tokens().length < 0.8 * longest);
      if (ends) {
        groups.add(sorted.subList(start, i));
        start = i;
      }
    }
    return groups;
  }

  private Tensor groupLoss(List<TokenSample> samples, Dropout masks) {
    // The last token is never read: nothing is predicted from it.
    TokenBatch batch =
        TokenBatch.of(
            samples.stream().map(s -> Arrays.copyOf(s.tokens(), s.tokens().length - 1)).toList());
    int count = samples.stream().mapToInt(TokenSample::targets).sum();
    var positions = new long[count];
    var targets = new long[count];
    int next = 0;
    for (int row = 0; row < samples.size(); row++) {
      int[] tokens = samples.get(row).tokens();
      for (int t = samples.get(row).firstTarget(); t < tokens.length; t++) {
        positions[next] = (long) row * batch.time() + t - 1;
        targets[next++] = tokens[t];
      }
    }
    Tensor states =
        model
            .hiddenStates(batch, masks)
            .view(-1, model.config().width())
            .index_select(0, Tensors.longs(positions, count));
    return torch.cross_entropy_loss(
        model.logits(states),
        Tensors.longs(targets, count),
        new TensorOptional(),
        SUM,
        NONE_IGNORED,
        0);
  }
}
