package dev.grlm.codebook;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// LETTER's collaborative regularisation (Wang et al. 2024, arXiv 2405.07314): the sum of an item's
/// codes is to tell, among the vectors of its batch's items, its own: that of what people take
/// beside it.
///
/// For item i of a batch the logits are s_i · C_j over its items j, with s the sum of codes and C
/// the collaborative vectors, and the loss is the cross-entropy of j = i. Neither length nor
/// temperature is taken out; C is brought to a mean length of 1 instead, so that a weight means the
/// same wherever the vectors come from. C is frozen, and through the sum of codes the gradient goes
/// straight to the encoder.
///
/// An item without a vector (a row of zeros: nobody takes it in training) is neither asked for nor
/// among the others. A batch is what one worker passes at once. Immutable and thread-safe.
public final class CollaborativeAlignment implements RqVaeLoss {
  private final double weight;
  private final ItemVectors vectors;

  /// @param weight α
  /// @param vectors as wide as a code, fitted on training positions; of any length
  public CollaborativeAlignment(double weight, ItemVectors vectors) {
    this.weight = weight;
    this.vectors = scaled(vectors);
  }

  private static ItemVectors scaled(ItemVectors vectors) {
    double lengths = 0;
    for (int item = 0; item < vectors.items(); item++) {
      lengths += Math.sqrt(squares(vectors, item));
    }
    double mean = lengths / Math.max(1, vectors.items() - vectors.withoutDirection());
    float[] values = vectors.values().clone();
    for (int i = 0; i < values.length && mean > 0; i++) {
      values[i] = (float) (values[i] / mean);
    }
    return new ItemVectors(vectors.items(), vectors.width(), values);
  }

  private static double squares(ItemVectors vectors, int item) {
    int width = vectors.width();
    double squares = 0;
    for (int i = item * width; i < (item + 1) * width; i++) {
      squares += (double) vectors.values()[i] * vectors.values()[i];
    }
    return squares;
  }

  /// What codes are compared with.
  ItemVectors vectors() {
    return vectors;
  }

  @Override
  public Tensor of(RqVae model, RqVaePass pass, Dropout masks) {
    int[] places =
        IntStream.range(0, pass.items().length)
            .filter(place -> squares(vectors, pass.items()[place]) > 0)
            .toArray();
    if (places.length == 0) {
      return Tensors.zeros();
    }
    int count = places.length;
    int[] items = IntStream.of(places).map(place -> pass.items()[place]).toArray();
    Tensor c = Tensors.floats(vectors.rows(items), count, vectors.width());
    Tensor s = pass.quantized().index_select(0, longs(IntStream.of(places)));
    Tensor diagonal = longs(IntStream.range(0, count));
    return CrossEntropy.sum(s.matmul(c.t()), diagonal).mul(new Scalar(weight));
  }

  private static Tensor longs(IntStream numbers) {
    long[] values = numbers.asLongStream().toArray();
    return Tensors.longs(values, values.length);
  }
}
