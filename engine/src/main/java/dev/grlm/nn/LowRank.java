package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Low-rank adapters (Hu et al. 2021, arXiv 2106.09685, equation 3) beside frozen projections: W x
/// becomes W x + (α / r) B A x. A (r × inputs) is drawn, B (outputs × r) begins at zero, so that a
/// new adapter changes nothing. Both are float32 on the device of the projections, under the names
/// of the projections with `.lora_A.weight` and `.lora_B.weight` behind.
///
/// Owns its weights. Reading from several threads is safe.
public final class LowRank implements AutoCloseable {
  private static final String A = ".lora_A.weight";
  private static final String B = ".lora_B.weight";
  private static final String WEIGHT = ".weight";

  private final Config config;
  private final Parameters weights;

  private LowRank(Config config, Parameters weights) {
    this.config = config;
    this.weights = weights;
  }

  /// @param rank r
  /// @param alpha α: what the adapters add is multiplied with α / r
  /// @param dropout rate of the adapters' input in training, 0…1
  /// @param targets last part of the names of the projections that get an adapter, each one of
  ///   [#TARGETS]
  public record Config(int rank, double alpha, double dropout, List<String> targets) {
    /// All projections of a decoder layer.
    public static final List<String> TARGETS =
        List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /// @throws IllegalArgumentException naming the value that is none
    public Config {
      targets = List.copyOf(targets);
      if (rank < 1 || !(alpha > 0) || !(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException(
            "adapters need a positive rank and alpha and a dropout in [0, 1): "
                + List.of(rank, alpha, dropout));
      }
      for (String target : targets) {
        if (!TARGETS.contains(target)) {
          throw new IllegalArgumentException(
              "no projection is called '" + target + "'; there are " + TARGETS);
        }
      }
      if (targets.isEmpty() || Set.copyOf(targets).size() != targets.size()) {
        throw new IllegalArgumentException("adapters need different targets: " + targets);
      }
    }

    /// For every projection, without dropout.
    public static Config of(int rank, double alpha) {
      return new Config(rank, alpha, 0, TARGETS);
    }

    public double scale() {
      return alpha / rank;
    }

    private boolean adapts(String weight) {
      return targets.stream().anyMatch(target -> weight.endsWith("." + target + WEIGHT));
    }
  }

  /// New adapters for the projections of `base`. A is drawn from the uniform distribution between
  /// ±1 / √inputs, as PEFT draws it.
  public static LowRank create(Config config, Parameters base, long seed) {
    return create(config, base, seed, _ -> {});
  }

  /// As [#create(Config, Parameters, long)] with weights of somebody else beside the adapters,
  /// which are trained with them.
  ///
  /// @param further declares them, under names that no adapter has
  public static LowRank create(
      Config config, Parameters base, long seed, Consumer<Parameters.Declaration> further) {
    var placement = new Placement(base.placement().device(), Precision.FLOAT32);
    Parameters.Declaration declaration = declare(config, base);
    further.accept(declaration);
    return new LowRank(config, declaration.create(seed, placement));
  }

  /// As [#create], but with values that are undefined until they are overwritten.
  public static LowRank allocate(Config config, Parameters base) {
    var placement = new Placement(base.placement().device(), Precision.FLOAT32);
    return new LowRank(config, declare(config, base).allocate(placement));
  }

  private static Parameters.Declaration declare(Config config, Parameters base) {
    var declaration = new Parameters.Declaration();
    base.shapes()
        .forEach((weight, shape) -> {
          if (config.adapts(weight)) {
            String name = projection(weight);
            float bound = (float) (1 / Math.sqrt((double) shape[1]));
            declaration.uniform(name + A, bound, config.rank(), shape[1]);
            declaration.normal(name + B, 0, shape[0], config.rank());
          }
        });
    return declaration;
  }

  private static String projection(String weight) {
    return weight.substring(0, weight.length() - WEIGHT.length());
  }

  public Config config() {
    return config;
  }

  /// A and B of every adapted projection, and what is trained with them.
  public Parameters weights() {
    return weights;
  }

  /// The adapted projections, without `.weight`.
  public Set<String> projections() {
    var names = new LinkedHashSet<String>();
    for (String name : weights.shapes().keySet()) {
      if (name.endsWith(A)) {
        names.add(name.substring(0, name.length() - A.length()));
      }
    }
    return names;
  }

  /// Adds what the adapter of `name` says about `x`; nothing where there is none.
  ///
  /// @param x (…, inputs)
  /// @param projected (…, outputs), what the projection makes of `x`
  Tensor add(String name, Tensor x, Tensor projected, Dropout masks) {
    if (!weights.shapes().containsKey(name + A)) {
      return projected;
    }
    Tensor input = masks.apply(x, config.dropout());
    Tensor inner = torch.linear(input, Linear.like(x, weights.tensor(name + A)));
    Tensor outer = torch.linear(inner, Linear.like(x, weights.tensor(name + B)));
    return projected.add(outer, new Scalar(config.scale()));
  }

  /// Folds the adapters into the projections: W += (α / r) B A, in float32, rounded to the
  /// precision of W.
  public void mergeInto(Parameters base) {
    for (String name : projections()) {
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        Tensor weight = base.tensor(name + WEIGHT);
        Tensor change = weights.tensor(name + B).matmul(weights.tensor(name + A));
        Tensor wide = weight.to(torch.ScalarType.Float);
        weight.copy_(wide.add(change, new Scalar(config.scale())));
      }
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
