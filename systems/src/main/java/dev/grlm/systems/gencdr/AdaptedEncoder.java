package dev.grlm.systems.gencdr;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVae;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The domain-adaptive half of GenCDR's tokenizer: z = f(x) + g_D(x) · A_D(x), where f is the
/// encoder of a trained RQ-VAE, which does not change, A_D(x) is by how much f with a low-rank
/// change of each of its linear maps says something else, and g_D(x) = σ(w_D · f(x) + b_D) is a
/// gate. A vector of no known domain is f(x).
///
/// In one matrix of changes the domains stand one after the other; what is not of an item's own is
/// multiplied by zero between the two factors. The second factor begins at zero, so that z is f(x)
/// to the bit before anything is learnt.
///
/// Immutable but for training, and thread-safe; closing it frees the changes, not the RQ-VAE.
final class AdaptedEncoder implements AutoCloseable {
  private static final String ENCODER = "encoder.";
  private static final String WEIGHT = ".weight";
  private static final String DOWN = ".down";
  private static final String UP = ".up";
  private static final String GATE = "gate.weight";
  private static final String GATE_BIAS = "gate.bias";

  /// Items that are encoded together outside of training.
  private static final int BLOCK = 1024;

  private final RqVaeQuantizer quantizer;
  private final List<String> domains;
  private final int rank;
  private final Parameters weights;

  /// What becomes of some vectors.
  ///
  /// @param z (B, e)
  /// @param gates (B)
  record Encoded(Tensor z, Tensor gates) {}

  /// @param weights as [#declare] declares them; closed with this one
  AdaptedEncoder(RqVaeQuantizer quantizer, List<String> domains, int rank, Parameters weights) {
    this.quantizer = quantizer;
    this.domains = domains;
    this.rank = rank;
    this.weights = weights;
  }

  /// @param quantizer stays open as long as this is asked
  static AdaptedEncoder create(
      RqVaeQuantizer quantizer, List<String> domains, int rank, long seed) {
    Parameters weights = declare(quantizer.model(), domains.size(), rank).create(seed);
    return new AdaptedEncoder(quantizer, domains, rank, weights);
  }

  static Parameters.Declaration declare(RqVae model, int domains, int rank) {
    var declaration = new Parameters.Declaration();
    long inner = (long) domains * rank;
    long width = 0;
    for (int layer = 0; layer < layers(model); layer++) {
      String name = ENCODER + layer;
      long[] shape = Tensors.shape(model.parameters().tensor(name + WEIGHT));
      float bound = (float) (1 / Math.sqrt((double) shape[1]));
      declaration.uniform(name + DOWN, bound, inner, shape[1]);
      declaration.normal(name + UP, 0, shape[0], inner);
      width = shape[0];
    }
    declaration.constant(GATE, 0, domains, width);
    declaration.constant(GATE_BIAS, 0, domains);
    return declaration;
  }

  private static int layers(RqVae model) {
    return (int)
        model.parameters().shapes().keySet().stream()
            .filter(name -> name.startsWith(ENCODER) && name.endsWith(WEIGHT))
            .count();
  }

  /// The domains that it was fitted to, sorted.
  List<String> domains() {
    return domains;
  }

  int rank() {
    return rank;
  }

  RqVae model() {
    return quantizer.model();
  }

  /// Of the changes and gates alone.
  Parameters parameters() {
    return weights;
  }

  /// @param x (B, width of the vectors), standardised
  /// @param marks (B, domains), see [ItemDomains#marks]
  Encoded encode(Tensor x, Tensor marks) {
    Parameters shared = model().parameters();
    Tensor own = repeated(marks);
    Tensor plain = x;
    Tensor adapted = x;
    int layers = layers(model());
    for (int layer = 0; layer < layers; layer++) {
      String name = ENCODER + layer;
      Tensor inner = torch.linear(adapted, weights.tensor(name + DOWN)).mul(own);
      Tensor change = torch.linear(inner, weights.tensor(name + UP));
      adapted = linear(shared, name, adapted).add(change);
      plain = linear(shared, name, plain);
      if (layer + 1 < layers) {
        adapted = torch.relu(adapted);
        plain = torch.relu(plain);
      }
    }
    Tensor logits = plain.mul(marks.matmul(weights.tensor(GATE))).sum(1);
    Tensor gates = torch.sigmoid(logits.add(marks.mv(weights.tensor(GATE_BIAS))));
    return new Encoded(plain.add(gates.unsqueeze(1).mul(adapted.sub(plain))), gates);
  }

  /// Each mark as often as a change has ranks.
  private Tensor repeated(Tensor marks) {
    return marks
        .unsqueeze(2)
        .expand(marks.size(0), marks.size(1), rank)
        .reshape(marks.size(0), marks.size(1) * rank);
  }

  private static Tensor linear(Parameters weights, String name, Tensor x) {
    return torch.linear(
        x, weights.tensor(name + WEIGHT), new TensorOptional(weights.tensor(name + ".bias")));
  }

  /// Of vectors as they are.
  ///
  /// @param domainOf by vector, a number of [#domains] or [ItemDomains#NONE]
  ItemVectors encoded(ItemVectors vectors, int[] domainOf) {
    ItemVectors standard = quantizer.standardization().apply(vectors);
    float[] all = new float[0];
    int width = 0;
    for (int from = 0; from < standard.items(); from += BLOCK) {
      int count = Math.min(BLOCK, standard.items() - from);
      int[] rows = rows(from, count);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        Tensor x = Tensors.floats(standard.rows(rows), count, standard.width());
        Tensor z = encode(x, marks(rows, domainOf)).z();
        if (from == 0) {
          width = (int) z.size(1);
          all = new float[Math.multiplyExact(standard.items(), width)];
        }
        System.arraycopy(Tensors.toFloats(z), 0, all, from * width, count * width);
      }
    }
    return new ItemVectors(standard.items(), width, all);
  }

  private static int[] rows(int from, int count) {
    var rows = new int[count];
    for (int row = 0; row < count; row++) {
      rows[row] = from + row;
    }
    return rows;
  }

  /// @return (rows, domains)
  Tensor marks(int[] rows, int[] domainOf) {
    var numbers = new long[rows.length];
    for (int row = 0; row < rows.length; row++) {
      numbers[row] = domainOf[rows[row]];
    }
    return ItemDomains.marks(numbers, domains.size());
  }

  /// The vectors as the RQ-VAE's encoder is given them.
  ItemVectors standardized(ItemVectors vectors) {
    return quantizer.standardization().apply(vectors);
  }

  @Override
  public void close() {
    weights.close();
  }
}
