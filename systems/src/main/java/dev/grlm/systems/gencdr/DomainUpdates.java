package dev.grlm.systems.gencdr;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.nn.MapUpdates;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Low-rank changes of a [TwoLevelDecoder]'s linear maps, W + γ_u · B_U A_U + γ_D · B_D A_D, with
/// (γ_u, γ_D) = softmax(V_D h) at every position, h what goes into a block or a slot's net. Changed
/// are all maps of the blocks, where D is the domain of the item that is read there, and of the
/// slots' nets behind the first, where D is that of the item that is generated. The first slot says
/// the domain, of which nothing is known before.
///
/// The changes stand one after the other in one matrix, the universal one first; what is not of a
/// row's domain is multiplied by zero between the two factors. B begins at zero, so that nothing is
/// changed to the bit before anything is learnt, and V at zero, so that both shares are one half.
///
/// Owns its weights. Reading from several threads is safe.
final class DomainUpdates implements AutoCloseable {
  private static final String WEIGHT = ".weight";
  private static final String DOWN = ".down_update";
  private static final String UP = ".up_update";
  private static final String ROUTER = ".router";

  /// The universal change and that of the domain.
  private static final int KINDS = 2;

  private static final double UNIFORM = 1.0 / KINDS;

  private final int domains;
  private final int rank;
  private final Parameters weights;

  private DomainUpdates(int domains, int rank, Parameters weights) {
    this.domains = domains;
    this.rank = rank;
    this.weights = weights;
  }

  static DomainUpdates create(TwoLevelDecoder base, int domains, int rank, long seed) {
    return new DomainUpdates(domains, rank, declare(base, domains, rank).create(seed));
  }

  private static Parameters.Declaration declare(TwoLevelDecoder base, int domains, int rank) {
    var declaration = new Parameters.Declaration();
    long inner = (1L + domains) * rank;
    base.parameters()
        .shapes()
        .forEach((name, shape) -> {
          if (isChanged(name, shape)) {
            String map = name.substring(0, name.length() - WEIGHT.length());
            float bound = (float) (1 / Math.sqrt((double) shape[1]));
            declaration.uniform(map + DOWN, bound, inner, shape[1]);
            declaration.normal(map + UP, 0, shape[0], inner);
          }
        });
    int width = base.config().width();
    for (int layer = 0; layer < base.config().layers(); layer++) {
      declaration.constant("layers." + layer + ROUTER, 0, (long) domains * KINDS, width);
    }
    for (int slot = 1; slot < base.config().slots(); slot++) {
      declaration.constant("slots." + slot + ROUTER, 0, (long) domains * KINDS, width);
    }
    return declaration;
  }

  private static boolean isChanged(String name, long[] shape) {
    boolean map = name.endsWith(WEIGHT) && shape.length == 2;
    boolean ofBlock = name.startsWith("layers.");
    boolean ofSlot = name.startsWith("slots.") && !name.startsWith("slots.0.");
    return map && (ofBlock || ofSlot);
  }

  /// @throws IOException in one line naming the file, when it is missing, broken or of another
  ///   decoder
  static DomainUpdates load(TwoLevelDecoder base, int domains, int rank, Path file)
      throws IOException {
    Parameters weights = AdapterFolder.read(declare(base, domains, rank), file);
    return new DomainUpdates(domains, rank, weights);
  }

  Parameters parameters() {
    return weights;
  }

  /// What is added for some rows.
  ///
  /// @param domainOf by row; where nothing is asked of a row it may be any
  Pass pass(long[] domainOf) {
    return new Pass(ItemDomains.marks(domainOf, domains));
  }

  /// The changes of some rows, and what shares they had. Confined to one thread.
  final class Pass implements MapUpdates {
    private final Tensor marks;
    private final List<Tensor> shares = new ArrayList<>();

    /// @param marks (P, domains)
    private Pass(Tensor marks) {
      this.marks = marks;
    }

    @Override
    public Update of(String net, Tensor state) {
      if (!weights.shapes().containsKey(net + ROUTER)) {
        return Update.NONE;
      }
      long rows = marks.size(0);
      Tensor h = state.reshape(rows, -1);
      Tensor logits = torch.linear(h, weights.tensor(net + ROUTER)).view(rows, domains, KINDS);
      Tensor share = torch.softmax(logits.mul(marks.unsqueeze(2)).sum(1), 1);
      shares.add(share);
      Tensor own = marks.mul(share.narrow(1, 1, 1));
      Tensor gates = repeated(Tensors.cat(1, share.narrow(1, 0, 1), own));
      return (name, x, projected) -> added(name, x, projected, gates);
    }

    /// Each share as often as a change has ranks.
    private Tensor repeated(Tensor gates) {
      long rows = gates.size(0);
      return gates
          .unsqueeze(2)
          .expand(rows, 1L + domains, rank)
          .reshape(rows, (1L + domains) * rank);
    }

    private Tensor added(String name, Tensor x, Tensor projected, Tensor gates) {
      Tensor flat = x.reshape(gates.size(0), -1);
      Tensor inner = torch.linear(flat, weights.tensor(name + DOWN)).mul(gates);
      Tensor change = torch.linear(inner, weights.tensor(name + UP));
      return projected.add(change.view(Tensors.shape(projected)));
    }

    /// (P, 2) of each net that was passed, in order.
    List<Tensor> shares() {
      return List.copyOf(shares);
    }
  }

  /// KL(mean of the shares ‖ uniform), in nats.
  ///
  /// @param shares (P, 2)
  /// @return a scalar with its graph
  static Tensor imbalance(Tensor shares) {
    Tensor mean = shares.mean(0);
    return mean.mul(torch.log(mean.div(new Scalar(UNIFORM)))).sum();
  }

  @Override
  public void close() {
    weights.close();
  }
}
