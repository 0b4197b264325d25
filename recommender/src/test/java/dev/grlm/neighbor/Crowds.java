package dev.grlm.neighbor;

import dev.grlm.embed.Embeddings;
import java.util.Random;

/// Random rows as a catalogue has them: crowds around directions of their own, every twentieth row
/// the same as an earlier one.
final class Crowds {
  private static final double SPREAD = 0.6;

  private Crowds() {}

  static Embeddings rows(int rows, int dimensions, long seed) {
    var random = new Random(seed);
    int crowds = Math.max(1, rows / 50);
    var centers = new double[crowds][];
    for (int crowd = 0; crowd < crowds; crowd++) {
      centers[crowd] = random.doubles(dimensions, -1, 1).toArray();
    }
    var values = new float[rows * dimensions];
    for (int row = 0; row < rows; row++) {
      if (row > 0 && row % 20 == 0) {
        int twin = random.nextInt(row);
        System.arraycopy(values, twin * dimensions, values, row * dimensions, dimensions);
        continue;
      }
      double[] center = centers[random.nextInt(crowds)];
      var direction = new double[dimensions];
      double squares = 0;
      for (int d = 0; d < dimensions; d++) {
        direction[d] = center[d] + SPREAD * random.nextGaussian();
        squares += direction[d] * direction[d];
      }
      for (int d = 0; d < dimensions; d++) {
        values[row * dimensions + d] = (float) (direction[d] / Math.sqrt(squares));
      }
    }
    return new Embeddings(rows, dimensions, values);
  }
}
