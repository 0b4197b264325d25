package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Where the gradients of one worker add up: one flat buffer in the order and the precision of the
/// parameters.
///
/// A single worker's buffer is what the weights' own `grad` are views of, so that libtorch adds to
/// it in place and no gradient exists twice. Several workers share the weights and therefore cannot
/// share `grad`; theirs are computed apart and then added. Confined to one thread at a time.
///
/// A weight remembers the end of its graphs (libtorch's gradient accumulator) only as long as a
/// graph lives, and asking for gradients looks at it without a lock. A worker that asks for those
/// of a weight which its own graph has not used would see another worker's graph put a new one
/// there, half written; so a buffer apart keeps a graph over every weight, and none is ever put
/// there again.
public final class GradientBuffer implements AutoCloseable {
  private final Tensor[] weights;
  private final Tensor[] views;
  private final List<Tensor> anchors;
  private final Tensor flat;
  private final boolean inPlace;

  private GradientBuffer(Parameters parameters, boolean inPlace) {
    this.inPlace = inPlace;
    weights = Arrays.stream(parameters.tensors()).toArray(Tensor[]::new);
    views = new Tensor[weights.length];
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      flat = torch.zeros_like(parameters.flat());
      flat.retainReference();
      long offset = 0;
      for (int i = 0; i < weights.length; i++) {
        long count = weights[i].numel();
        views[i] = flat.narrow(0, offset, count).view(Tensors.shape(weights[i]));
        views[i].retainReference();
        offset += count;
        if (inPlace) {
          weights[i].mutable_grad().put(views[i]);
        }
      }
    }
    anchors = inPlace ? List.of() : anchors(weights);
  }

  /// A graph over each weight that is trained.
  private static List<Tensor> anchors(Tensor[] weights) {
    var anchors = new ArrayList<Tensor>();
    try (var _ = new PointerScope()) {
      for (Tensor weight : weights) {
        if (weight.requires_grad()) {
          Tensor anchor = weight.view(Tensors.shape(weight));
          anchor.retainReference();
          anchors.add(anchor);
        }
      }
    }
    return anchors;
  }

  /// For the only worker: the weights' `grad` lie in it until it is closed.
  public static GradientBuffer inPlace(Parameters parameters) {
    return new GradientBuffer(parameters, true);
  }

  /// For one of several workers.
  public static GradientBuffer apart(Parameters parameters) {
    return new GradientBuffer(parameters, false);
  }

  /// Flat, in the order of the parameters.
  public Tensor flat() {
    return flat;
  }

  void zero() {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      flat.zero_();
    }
  }

  /// Adds the gradient of a scalar.
  public void add(Tensor output) {
    if (inPlace) {
      output.backward();
    } else {
      addApart(output, null, null);
    }
  }

  /// Adds the gradient of `output`, of which `outputGradient` is the gradient.
  public void add(Tensor output, Tensor outputGradient) {
    if (inPlace) {
      output.backward(outputGradient, new BoolOptional(), false, new TensorArrayRefOptional());
    } else {
      addApart(output, outputGradient, null);
    }
  }

  /// As [#add(Tensor, Tensor)].
  ///
  /// @param input a leaf that `output` was computed from
  /// @return the gradient with regard to `input`; belongs to the caller's scope
  public Tensor add(Tensor output, Tensor outputGradient, Tensor input) {
    if (!inPlace) {
      return addApart(output, outputGradient, input);
    }
    add(output, outputGradient);
    // What grad() answers is a reference that dies with its owner.
    return input.grad().detach();
  }

  private Tensor addApart(Tensor output, @Nullable Tensor outputGradient, @Nullable Tensor input) {
    var sources = new TensorVector();
    for (Tensor weight : weights) {
      if (weight.requires_grad()) {
        sources.push_back(weight);
      }
    }
    if (input != null) {
      sources.push_back(input);
    }
    TensorVector gradients =
        torch.grad(
            new TensorVector(output),
            sources,
            outputGradient == null ? new TensorVector() : new TensorVector(outputGradient),
            new BoolOptional(),
            false,
            true);
    try (var _ = new NoGradGuard()) {
      int next = 0;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i].requires_grad()) {
          Tensor part = gradients.get(next++);
          // A weight that the samples did not touch has no gradient.
          if (part.defined()) {
            views[i].add_(part);
          }
        }
      }
      return input == null ? output : gradients.get(next).detach();
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < weights.length; i++) {
      if (inPlace) {
        try (var none = new Tensor()) {
          weights[i].mutable_grad().put(none);
        }
      }
      views[i].close();
    }
    anchors.forEach(Tensor::close);
    flat.close();
  }
}
