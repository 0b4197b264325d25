package dev.grlm.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The named weights of one model: views into one flat buffer, so that an optimizer works on the
/// buffer and a model on the views. Weights that decay stand first in the buffer, then those that
/// do not (gains, biases). The buffer is float32 in the host's memory unless a [Placement] says
/// otherwise.
///
/// Owned by the model that declares it; reading from several threads is safe, updating is not.
public final class Parameters implements AutoCloseable {
  private final Map<String, Tensor> byName;
  private final Map<String, long[]> shapes;
  private final Tensor flat;
  private final long decayed;
  private final Placement placement;
  private volatile boolean closed;

  private Parameters(
      Map<String, Tensor> byName,
      Map<String, long[]> shapes,
      Tensor flat,
      long decayed,
      Placement placement) {
    this.byName = byName;
    this.shapes = shapes;
    this.flat = flat;
    this.decayed = decayed;
    this.placement = placement;
  }

  /// Collects declarations; the order of declaration is the order everywhere.
  public static final class Declaration {
    private record Entry(String name, long[] shape, float mean, float spread, boolean uniform) {}

    private final List<Entry> decayed = new ArrayList<>();
    private final List<Entry> undecayed = new ArrayList<>();

    /// A weight drawn from N(0, deviation²), subject to weight decay.
    public Declaration normal(String name, float deviation, long... shape) {
      decayed.add(new Entry(name, shape, 0, deviation, false));
      return this;
    }

    /// A weight drawn evenly between ±`bound`, subject to weight decay.
    public Declaration uniform(String name, float bound, long... shape) {
      decayed.add(new Entry(name, shape, 0, bound, true));
      return this;
    }

    /// A weight of equal values that does not decay: a gain (1) or a bias (0).
    public Declaration constant(String name, float value, long... shape) {
      undecayed.add(new Entry(name, shape, value, 0, false));
      return this;
    }

    /// Names with their shapes, in the order of the buffer.
    public SequencedMap<String, long[]> shapes() {
      var shapes = new LinkedHashMap<String, long[]>();
      decayed.forEach(entry -> shapes.put(entry.name(), entry.shape()));
      undecayed.forEach(entry -> shapes.put(entry.name(), entry.shape()));
      return shapes;
    }

    /// Draws every weight from `seed` and its name, so that adding one leaves the others as they
    /// were.
    public Parameters create(long seed) {
      return create(seed, Placement.HOST);
    }

    /// As [#create(long)] in another place; the same values, rounded to its precision.
    public Parameters create(long seed, Placement placement) {
      Parameters created = allocate(placement);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        for (List<Entry> group : List.of(decayed, undecayed)) {
          for (Entry entry : group) {
            float[] values = draw(entry, Math.toIntExact(count(entry.shape())), seed);
            created.tensor(entry.name()).copy_(Tensors.floats(values, entry.shape()));
          }
        }
      }
      return created;
    }

    /// As [#create(long, Placement)], drawn where the weights are by libtorch's own generator,
    /// which is seeded: for measuring, at sizes that one thread would draw for minutes. The values
    /// depend on the kind of device.
    public Parameters drawThere(long seed, Placement placement) {
      Parameters created = allocate(placement);
      torch.manual_seed(seed);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        for (List<Entry> group : List.of(decayed, undecayed)) {
          for (Entry entry : group) {
            Tensor weight = created.tensor(entry.name());
            if (entry.spread() == 0) {
              weight.fill_(new Scalar((double) entry.mean()));
            } else if (entry.uniform()) {
              weight.uniform_(-entry.spread(), entry.spread(), new GeneratorOptional());
            } else {
              weight.normal_(0, entry.spread(), new GeneratorOptional());
            }
          }
        }
      }
      return created;
    }

    /// Room for weights whose values are undefined until they are overwritten.
    public Parameters allocate(Placement placement) {
      Natives.load();
      long decayedSize = decayed.stream().mapToLong(e -> count(e.shape())).sum();
      long size = decayedSize + undecayed.stream().mapToLong(e -> count(e.shape())).sum();
      var byName = new LinkedHashMap<String, Tensor>();
      var shapes = new LinkedHashMap<String, long[]>();
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        Tensor flat =
            torch.empty(new long[] {size}, placement.weights(), new MemoryFormatOptional());
        long offset = 0;
        for (List<Entry> group : List.of(decayed, undecayed)) {
          for (Entry entry : group) {
            long count = count(entry.shape());
            Tensor view = flat.narrow(0, offset, count).view(entry.shape()).detach();
            view.requires_grad_(true);
            view.retainReference();
            if (byName.put(entry.name(), view) != null) {
              throw new IllegalArgumentException("two weights are called " + entry.name());
            }
            shapes.put(entry.name(), entry.shape());
            offset += count;
          }
        }
        flat.retainReference();
        return new Parameters(byName, shapes, flat, decayedSize, placement);
      }
    }

    private static float[] draw(Entry entry, int count, long seed) {
      var values = new float[count];
      if (entry.spread() == 0) {
        Arrays.fill(values, entry.mean());
        return values;
      }
      var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + entry.name().hashCode());
      for (int i = 0; i < count; i++) {
        double drawn = entry.uniform() ? random.nextDouble(-1, 1) : random.nextGaussian();
        values[i] = (float) (drawn * entry.spread());
      }
      return values;
    }
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /// @throws IllegalArgumentException naming the weight, when there is none of that name
  public Tensor tensor(String name) {
    requireOpen();
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no weight is called " + name);
    }
    return tensor;
  }

  /// Names with their shapes, in order.
  public Map<String, long[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /// The weights in order.
  public Tensor[] tensors() {
    requireOpen();
    return byName.values().toArray(Tensor[]::new);
  }

  public Placement placement() {
    return placement;
  }

  /// Takes the weights out of training: no gradient is computed for them any more.
  public void freeze() {
    requireOpen();
    byName.values().forEach(weight -> weight.requires_grad_(false));
  }

  /// Takes them into training again.
  public void unfreeze() {
    requireOpen();
    byName.values().forEach(weight -> weight.requires_grad_(true));
  }

  /// The buffer all weights live in, in order.
  public Tensor flat() {
    requireOpen();
    return flat;
  }

  /// How many leading values of [#flat()] decay.
  public long decayed() {
    return decayed;
  }

  /// Number of values.
  public long size() {
    return flat().numel();
  }

  /// A copy of all values, in order; of weights in float32 on the host.
  public float[] values() {
    return Tensors.toFloats(flat());
  }

  /// Overwrites all values; of weights in float32 on the host.
  public void restore(float[] values) {
    Tensors.overwrite(flat(), values);
  }

  /// What is freed is not touched again: libtorch would end the process, or answer nonsense.
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /// Frees the weights. From here on whatever asks for them is refused by an
  /// [IllegalStateException].
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    byName.values().forEach(Tensor::close);
    flat.close();
  }
}
