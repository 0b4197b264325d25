package dev.grlm.systems.grlm.small;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Puts the weights of an earlier `small` model into a new one before it is trained: rows of tables
/// by what they stand for (a term of a slot, a word, an item), everything else where the shape is
/// the same. What the earlier model does not have stays as it was drawn.
final class WarmStart {
  private WarmStart() {}

  /// What the rows of both models' tables stand for.
  ///
  /// @param slots terms of each slot
  /// @param items ids in the order of the catalogue
  record Names(List<List<String>> slots, List<String> words, List<String> items) {}

  /// @param weights `model.safetensors` of the earlier model
  /// @return how many of the new model's values were taken over
  /// @throws IOException naming the file, when it cannot be read
  static long apply(Path weights, Names before, TwoLevelDecoder model, Names now)
      throws IOException {
    SafeTensors.File file = SafeTensors.read(weights);
    long taken = 0;
    for (Map.Entry<String, long[]> weight : model.parameters().shapes().entrySet()) {
      String name = weight.getKey();
      if (!file.names().contains(name)) {
        continue;
      }
      int[] rows = rows(name, before, now);
      float[] old = file.floats(name);
      long[] oldShape = file.shape(name);
      if (rows.length == 0) {
        if (Arrays.equals(oldShape, weight.getValue())) {
          Tensors.overwrite(model.parameters().tensor(name), old);
          taken += old.length;
        }
      } else if (width(oldShape) == width(weight.getValue())) {
        float[] values = Tensors.toFloats(model.parameters().tensor(name));
        int width = (int) width(oldShape);
        for (int row = 0; row < rows.length; row++) {
          if (rows[row] >= 0) {
            System.arraycopy(old, rows[row] * width, values, row * width, width);
            taken += width;
          }
        }
        Tensors.overwrite(model.parameters().tensor(name), values);
      }
    }
    return taken;
  }

  private static long width(long[] shape) {
    return Arrays.stream(shape).skip(1).reduce(1, (left, right) -> left * right);
  }

  /// For every row of a table the row of the earlier model with the same meaning, -1 where there is
  /// none; empty for what is no table.
  private static int[] rows(String name, Names before, Names now) {
    if (name.equals("steps.embedding")) {
      return rows(before.items(), now.items());
    }
    if (name.equals("words.embedding")) {
      return rows(before.words(), now.words());
    }
    for (int slot = 0; slot < now.slots().size(); slot++) {
      boolean table =
          name.equals("slots." + slot + ".embedding") || name.equals("slots." + slot + ".bias");
      if (table && slot < before.slots().size()) {
        return rows(before.slots().get(slot), now.slots().get(slot));
      }
    }
    return new int[0];
  }

  private static int[] rows(List<String> before, List<String> now) {
    var places = new HashMap<String, Integer>();
    IntStream.range(0, before.size()).forEach(place -> places.put(before.get(place), place));
    return now.stream().mapToInt(word -> places.getOrDefault(word, -1)).toArray();
  }
}
