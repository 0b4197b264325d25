package dev.grlm.lm.t5;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.LikeLengths;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Passages of a batch after the encoder, and which of them stand side by side in a row. What a
/// layer of the decoder makes of a state is linear in it, so keys and values are made once of every
/// passage and once of every place, and added up. Its tensors belong to the caller's scope.
final class ReadPassages {
  private final T5 model;

  /// Numbers of the passages of each row.
  private final List<int[]> rows;

  /// Tokens of each passage.
  private final int[] lengths;

  /// Where the states of each passage begin.
  private final int[] firsts;

  /// Of each layer, (states, heads, 1, width of a head).
  private final List<KeysValues> states = new ArrayList<>();

  /// Of each layer, (places, heads, 1, width of a head).
  private final List<KeysValues> places = new ArrayList<>();

  private ReadPassages(T5 model, List<int[]> rows, List<int[]> passages, Dropout masks) {
    this.model = model;
    this.rows = rows;
    this.lengths = passages.stream().mapToInt(passage -> passage.length).toArray();
    this.firsts = new int[lengths.length];
    Tensor encoded = encoded(passages, masks);
    for (int layer = 0; layer < model.decoder().layers(); layer++) {
      states.add(model.decoder().source(layer, encoded.unsqueeze(1)));
      places.add(model.decoder().source(layer, model.places().unsqueeze(1)));
    }
  }

  /// @throws IllegalArgumentException when a context has more passages than there are places, or a
  ///   token that is not in the vocabulary
  static ReadPassages of(T5 model, List<PassagesContext> contexts, Dropout masks) {
    var numbers = new LinkedHashMap<IntBuffer, Integer>();
    var rows = new ArrayList<int[]>();
    for (PassagesContext context : contexts) {
      int count = context.passages().size();
      if (count > model.config().passages()) {
        throw new IllegalArgumentException(
            "%d passages, but there are %d places".formatted(count, model.config().passages()));
      }
      var row = new int[count];
      for (int place = 0; place < count; place++) {
        IntBuffer passage = IntBuffer.wrap(context.passages().get(place));
        numbers.putIfAbsent(passage, numbers.size());
        row[place] = numbers.get(passage);
      }
      rows.add(row);
    }
    List<int[]> passages = numbers.keySet().stream().map(IntBuffer::array).toList();
    return new ReadPassages(model, rows, passages, masks);
  }

  /// States of all tokens of all passages, those of like length encoded together.
  ///
  /// @return (states, D)
  private Tensor encoded(List<int[]> passages, Dropout masks) {
    List<Integer> all = IntStream.range(0, passages.size()).boxed().toList();
    var parts = new ArrayList<Tensor>();
    int next = 0;
    for (List<Integer> group : LikeLengths.groups(all, passage -> lengths[passage])) {
      TokenBatch batch = TokenBatch.of(group.stream().map(passages::get).toList());
      var real = new long[Arrays.stream(batch.lengths()).sum()];
      int kept = 0;
      for (int row = 0; row < batch.requests(); row++) {
        firsts[group.get(row)] = next + kept;
        for (int token = 0; token < batch.lengths()[row]; token++) {
          real[kept++] = (long) row * batch.time() + token;
        }
      }
      Tensor flat = model.encode(batch, masks).view(-1, model.config().width());
      parts.add(real.length == batch.tokens().length ? flat : flat.index_select(0, numbers(real)));
      next += kept;
    }
    return parts.size() == 1 ? parts.getFirst() : Tensors.cat(0, parts.toArray(Tensor[]::new));
  }

  private Tensor numbers(long[] values) {
    return Tensors.longs(model.device(), values, values.length);
  }

  /// How many states each of the rows sees.
  int[] lengths(int[] chosen) {
    return Arrays.stream(chosen)
        .map(row -> Arrays.stream(rows.get(row)).map(passage -> lengths[passage]).sum())
        .toArray();
  }

  /// Keys and values that a layer of the decoder sees, passage behind passage, of some rows; a row
  /// that sees fewer states than another is padded on the right.
  ///
  /// @return (chosen rows, heads, time, width of a head)
  KeysValues seen(int layer, int[] chosen) {
    int time = Arrays.stream(lengths(chosen)).max().orElse(0);
    var picked = new long[chosen.length * time];
    var placed = new long[chosen.length * time];
    for (int at = 0; at < chosen.length; at++) {
      int[] row = rows.get(chosen[at]);
      int next = at * time;
      for (int place = 0; place < row.length; place++) {
        for (int token = 0; token < lengths[row[place]]; token++) {
          picked[next] = (long) firsts[row[place]] + token;
          placed[next++] = place;
        }
      }
    }
    Tensor which = numbers(picked);
    Tensor where = numbers(placed);
    KeysValues of = states.get(layer);
    KeysValues at = places.get(layer);
    return new KeysValues(
        sideBySide(of.keys(), which, at.keys(), where, chosen.length),
        sideBySide(of.values(), which, at.values(), where, chosen.length));
  }

  private static Tensor sideBySide(
      Tensor states, Tensor which, Tensor places, Tensor where, int rows) {
    // As large as what is returned, and in no gradient: not kept until the step is over.
    try (Tensor picked = states.index_select(0, which);
        Tensor placed = places.index_select(0, where)) {
      Tensor all = picked.add(placed);
      return all.view(rows, -1, all.size(1), all.size(3)).transpose(1, 2);
    }
  }
}
