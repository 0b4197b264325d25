package dev.grlm.run;

import dev.grlm.embed.Embeddings;
import dev.grlm.run.ItemNaming.Nearest;
import dev.grlm.tensor.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The rows with the largest cosines to some vectors, found by comparing with all. Of several
/// vectors a matrix product proposes and the cosines, summed in the order of the dimensions,
/// decide: so what is found of one is the same to the bit whatever others are asked beside it.
/// Stateless.
///
/// @param rows normalised
/// @param most how many are found at most; rows with a cosine of 0 or less are none
record NearestRows(Embeddings rows, int most) {
  /// For fewer a product, for which the rows are copied, costs more than it spares.
  private static final int FEW = 8;

  /// Values of one block of products, 64 MiB of float32.
  private static final int BLOCK_VALUES = 1 << 24;

  private static final int MOST_TOGETHER = 256;

  /// Largest relative error of one float32 operation.
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private record Place(int item, float cosine) {}

  /// @param texts normalised, of the rows' dimensions
  List<Nearest> of(Embeddings texts) {
    var found = new ArrayList<Nearest>(texts.rows());
    if (texts.rows() < FEW || rows.rows() == 0) {
      for (int text = 0; text < texts.rows(); text++) {
        found.add(of(vector(texts, text), new float[0], 0));
      }
      return found;
    }
    int together = Math.clamp(BLOCK_VALUES / rows.rows(), 1, MOST_TOGETHER);
    for (int first = 0; first < texts.rows(); first += together) {
      int end = Math.min(first + together, texts.rows());
      int dimensions = rows.dimensions();
      float[] block = Arrays.copyOfRange(texts.values(), first * dimensions, end * dimensions);
      float[] products = LinearAlgebra.productTransposed(block, rows.values(), dimensions);
      for (int text = first; text < end; text++) {
        found.add(of(vector(texts, text), products, (text - first) * rows.rows()));
      }
    }
    return found;
  }

  private static float[] vector(Embeddings texts, int text) {
    int from = text * texts.dimensions();
    return Arrays.copyOfRange(texts.values(), from, from + texts.dimensions());
  }

  /// @param products of the text with all rows, from `start` on; empty where there are none
  private Nearest of(float[] text, float[] products, int start) {
    double tolerance = 8 * UNIT_ROUNDOFF * (text.length + 1);
    var best = new PriorityQueue<Place>(Comparator.comparingDouble(Place::cosine));
    float enough = 0;
    for (int row = 0; row < rows.rows(); row++) {
      if (products.length > 0 && products[start + row] < enough - tolerance) {
        continue;
      }
      float cosine = cosine(text, row);
      if (cosine > enough) {
        best.add(new Place(row, cosine));
        if (best.size() > most) {
          best.remove();
        }
        enough = best.size() < most ? 0 : best.element().cosine();
      }
    }
    return sorted(best, text);
  }

  private float cosine(float[] text, int row) {
    float cosine = 0;
    int from = row * text.length;
    for (int d = 0; d < text.length; d++) {
      cosine += text[d] * rows.values()[from + d];
    }
    return cosine;
  }

  private static Nearest sorted(PriorityQueue<Place> best, float[] text) {
    var items = new int[best.size()];
    var cosines = new float[best.size()];
    for (int place = items.length - 1; place >= 0; place--) {
      Place last = best.remove();
      items[place] = last.item();
      cosines[place] = last.cosine();
    }
    return new Nearest(items, cosines, text);
  }
}
