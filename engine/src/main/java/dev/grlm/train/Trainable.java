package dev.grlm.train;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Parameters and the loss of a batch. All models share one [Trainer].
///
/// @param <S> a training sample
public interface Trainable<S> {
  Parameters parameters();

  /// Number of predictions a sample asks for: what batches are filled by and losses are averaged
  /// over.
  int weight(S sample);

  /// Sum of the losses of all predictions of `samples`, in nats; a scalar with its graph. Called by
  /// several threads at once.
  Tensor loss(List<S> samples, Dropout masks);
}
