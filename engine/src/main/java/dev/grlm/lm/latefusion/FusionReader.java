package dev.grlm.lm.latefusion;

import dev.grlm.lm.KeysValues;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What a [LateFusion] makes of histories before the decoder looks at them. A thing has two or
/// three passages: what it is called, what those are called that are like it, and its text; each is
/// one vector. One more passage is the history as a whole, by what its things are called.
///
/// All passages of a thing get the vector of its place, which counts from the newest.
final class FusionReader {
  private static final float DEVIATION = 0.02f;

  private final LateFusionConfig config;
  private final Parameters weights;
  private final WholeHistory whole;

  FusionReader(LateFusionConfig config, Parameters weights) {
    this.config = config;
    this.weights = weights;
    this.whole = new WholeHistory(config, weights);
  }

  static void declare(Parameters.Declaration declaration, LateFusionConfig config) {
    int width = config.width();
    for (int slot = 0; slot < config.slots(); slot++) {
      declaration.normal(embedding(slot), DEVIATION, config.slotSizes().get(slot), width);
    }
    LayerNorm.declare(declaration, "passages.own.norm", width);
    if (config.similar()) {
      LayerNorm.declare(declaration, "passages.similar.norm", width);
    }
    if (config.textWidth() > 0) {
      float even = (float) (1 / Math.sqrt(config.textWidth()));
      declaration.normal("passages.text.weight", even, width, config.textWidth());
      LayerNorm.declare(declaration, "passages.text.norm", width);
    }
    declaration.normal("passages.positions", DEVIATION, config.maxItems(), width);
    WholeHistory.declare(declaration, config);
  }

  static String embedding(int slot) {
    return "slots." + slot + ".embedding";
  }

  /// What was read of a batch of histories.
  ///
  /// @param rows what is read for which answer
  /// @param things those that are spoken of
  /// @param passages (things that are read, passages of one, D)
  /// @param whole (rows, D), each row's history as a whole
  record Read(HistoryRows rows, NumberedThings things, Tensor passages, Tensor whole) {}

  Read read(HistoryRows rows, Dropout masks) {
    var things = new NumberedThings(rows.passages(), rows.sequences(), config.similar());
    Tensor called = called(rows.passages(), things);
    Tensor own = norm("passages.own.norm", called.narrow(0, 0, things.read()));
    var kinds = new ArrayList<Tensor>(List.of(own));
    if (config.similar()) {
      kinds.add(norm("passages.similar.norm", similar(rows.passages(), things).of(called)));
    }
    if (config.textWidth() > 0) {
      Tensor projected =
          torch.linear(texts(rows.passages(), things), weights.tensor("passages.text.weight"));
      kinds.add(norm("passages.text.norm", projected));
    }
    Tensor stacked =
        Tensors.cat(1, kinds.stream().map(kind -> kind.unsqueeze(1)).toArray(Tensor[]::new));
    return new Read(
        rows, things, masks.apply(stacked, config.dropout()), whole.of(rows, things, own, masks));
  }

  /// Sums of the embeddings of all symbols.
  ///
  /// @return (things, D)
  private Tensor called(Passages passages, NumberedThings things) {
    Tensor sum = called(passages, things, 0);
    for (int slot = 1; slot < config.slots(); slot++) {
      sum = sum.add(called(passages, things, slot));
    }
    return sum;
  }

  private Tensor called(Passages passages, NumberedThings things, int slot) {
    var symbols = new long[things.count()];
    for (int place = 0; place < symbols.length; place++) {
      symbols[place] = passages.symbols()[things.thing(place)][slot];
    }
    return torch.embedding(weights.tensor(embedding(slot)), Tensors.longs(symbols, symbols.length));
  }

  private static MeanRows similar(Passages passages, NumberedThings things) {
    int members = 0;
    for (int place = 0; place < things.read(); place++) {
      members += passages.similar()[things.thing(place)].length;
    }
    var means = new MeanRows(things.read(), members);
    for (int place = 0; place < things.read(); place++) {
      for (int other : passages.similar()[things.thing(place)]) {
        means.add(place, things.place(other));
      }
    }
    return means;
  }

  private Tensor texts(Passages passages, NumberedThings things) {
    int width = config.textWidth();
    var values = new float[Math.multiplyExact(things.read(), width)];
    for (int place = 0; place < things.read(); place++) {
      System.arraycopy(passages.texts(), things.thing(place) * width, values, place * width, width);
    }
    return Tensors.floats(values, things.read(), width);
  }

  /// Keys and values of all passages that some rows see, by one layer of the decoder: the history
  /// as a whole, then thing by thing, newest first. A row that sees fewer things than another is
  /// padded on the right.
  ///
  /// @param chosen rows of what was read
  KeysValues seen(Read read, FusionLayer layer, int[] chosen) {
    int time = 0;
    for (int row : chosen) {
      time = Math.max(time, read.rows().seen(row));
    }
    var places = new long[chosen.length * time];
    var wholes = new long[chosen.length];
    for (int at = 0; at < chosen.length; at++) {
      int row = chosen[at];
      wholes[at] = row;
      for (int back = 0; back < read.rows().seen(row); back++) {
        places[at * time + back] = read.things().place(read.rows().item(row, back));
      }
    }
    int rows = chosen.length;
    int kinds = config.passages();
    long both = 2L * config.width();
    Tensor things =
        layer.keysValues(read.passages()).index_select(0, Tensors.longs(places, places.length));
    Tensor positions = weights.tensor("passages.positions").narrow(0, 0, time);
    Tensor placed =
        things
            .view(rows, time, kinds, both)
            .add(layer.keysValuesOfPlaces(positions).view(1, time, 1, both))
            .view(rows, (long) time * kinds, both);
    Tensor whole =
        layer.keysValues(read.whole().index_select(0, Tensors.longs(wholes, rows))).unsqueeze(1);
    Tensor parts = layer.parts(Tensors.cat(1, whole, placed), 2);
    return new KeysValues(parts.select(0, 0), parts.select(0, 1));
  }

  /// How many passages each of the rows sees.
  int[] lengths(HistoryRows rows, int[] chosen) {
    var lengths = new int[chosen.length];
    for (int at = 0; at < lengths.length; at++) {
      lengths[at] = 1 + config.passages() * rows.seen(chosen[at]);
    }
    return lengths;
  }

  private Tensor norm(String name, Tensor x) {
    return LayerNorm.apply(weights, name, x);
  }
}
