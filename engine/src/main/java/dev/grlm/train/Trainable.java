package dev.grlm.train;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Parameters and the loss of a batch. All models share one [Trainer].
///
/// @param <S> a training sample
public interface Trainable<S> {
  /// The bucket of a sample that goes with any other.
  int ANY_BUCKET = 0;

  Parameters parameters();

  /// Number of predictions a sample asks for: what batches are filled by and losses are averaged
  /// over. At least 1.
  int weight(S sample);

  /// Samples of like bucket share a batch, so that little is padded; those of [#ANY_BUCKET] are
  /// spread evenly over all batches.
  default int bucket(S sample) {
    return weight(sample);
  }

  /// Positions a sample takes in a pass, for cutting a batch into passes that fit into memory. At
  /// least 1.
  default int length(S sample) {
    return weight(sample);
  }

  /// Called before the steps of every epoch, also where a training goes on within it, on one thread
  /// and on every rank: for a model whose samples differ by epoch.
  ///
  /// @param epoch counted from 0
  default void epochIs(int epoch) {}

  /// Called after [#epochIs] before the first step of every epoch, and not again where a training
  /// goes on within it: for a model that changes weights of its own between steps. What it does
  /// must follow from the weights, the samples and the epoch alone, so that a training that goes on
  /// does what a whole one did.
  ///
  /// @param samples all of the training, in the order in which they were given
  /// @param epoch counted from 0
  default void epochBegins(List<S> samples, int epoch) {}

  /// Sum of the losses of all predictions of `samples`, in nats; a scalar with its graph. Called by
  /// several threads at once.
  Tensor loss(List<S> samples, Dropout masks);

  /// Adds the gradient of the loss of `samples`, divided by `divisor`, to `gradients`. Called by
  /// several threads at once, each with its own buffer, in a scope that frees what is left behind.
  ///
  /// @return the loss before it was divided, in nats
  default double backward(
      List<S> samples, double divisor, Dropout masks, GradientBuffer gradients) {
    Tensor loss = loss(samples, masks);
    gradients.add(loss.div(new Scalar(divisor)));
    return loss.item_double();
  }
}
