package dev.grlm.lm.latefusion;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.LikeLengths;
import dev.grlm.nn.Attention;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of the symbols of every thing of a history after those before it, summed over slots.
/// Where answers differ in length one symbol of every slot ends them, and nothing behind it is
/// learnt.
public final class FusionObjective implements Trainable<FusionSample> {
  private final LateFusion model;
  private final Passages passages;
  private final double smoothing;
  private final int end;

  /// @param passages what is seen of things, and what is said of them
  /// @param smoothing share of a target that all symbols of its slot have alike, 0…1
  /// @param end symbol of every slot that ends an answer; a negative one where all have one length
  public FusionObjective(LateFusion model, Passages passages, double smoothing, int end) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be in 0…1: " + smoothing);
    }
    this.model = model;
    this.passages = passages;
    this.smoothing = smoothing;
    this.end = end;
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public int weight(FusionSample sample) {
    return Math.min(sample.items().length - 1, model.config().maxItems());
  }

  @Override
  public Tensor loss(List<FusionSample> samples, Dropout masks) {
    var histories = new ArrayList<int[]>();
    var targets = new ArrayList<int[]>();
    for (FusionSample sample : samples) {
      int[] items = sample.items();
      int first = items.length - 1 - weight(sample);
      histories.add(Arrays.copyOfRange(items, first, items.length - 1));
      for (int place = first + 1; place < items.length; place++) {
        targets.add(passages.symbols()[items[place]]);
      }
    }
    var rows = HistoryRows.beginnings(passages, histories, model.config().maxItems());
    FusionReader.Read read = model.reader().read(rows, masks);
    List<Integer> all = IntStream.range(0, rows.rows()).boxed().toList();
    Tensor total = Tensors.zeros(1).sum();
    for (List<Integer> group :
        LikeLengths.groups(all, row -> 1 + model.config().passages() * rows.seen(row))) {
      int[] chosen = group.stream().mapToInt(Integer::intValue).toArray();
      List<int[]> answers = group.stream().<int[]>map(targets::get).toList();
      total = total.add(groupLoss(read, chosen, answers, masks));
    }
    return total;
  }

  private Tensor groupLoss(
      FusionReader.Read read, int[] chosen, List<int[]> answers, Dropout masks) {
    int depths = answers.stream().mapToInt(this::length).max().orElse(0);
    long[] rows = Arrays.stream(chosen).asLongStream().toArray();
    Tensor whole = read.whole().index_select(0, Tensors.longs(rows, rows.length));
    var columns = new Tensor[depths];
    for (int slot = 0; slot < depths; slot++) {
      long[] before = symbols(answers, Math.max(0, slot - 1));
      columns[slot] = model.read(slot, before, whole).unsqueeze(1);
    }
    int[] lengths = model.reader().lengths(read.rows(), chosen);
    Attention visible = Attention.full(lengths, Arrays.stream(lengths).max().orElse(1));
    Attention causal = Attention.causal();
    Tensor states =
        model.states(
            Tensors.cat(1, columns),
            _ -> causal,
            layer -> {
              KeysValues seen = model.reader().seen(read, model.layers().get(layer), chosen);
              return query -> visible.attend(query, seen.keys(), seen.values());
            },
            masks);
    Tensor total = Tensors.zeros(1).sum();
    for (int slot = 0; slot < depths; slot++) {
      total = total.add(slotLoss(states.select(1, slot), answers, slot));
    }
    return total;
  }

  private Tensor slotLoss(Tensor states, List<int[]> answers, int slot) {
    int[] open =
        IntStream.range(0, answers.size()).filter(row -> length(answers.get(row)) > slot).toArray();
    List<int[]> said = Arrays.stream(open).<int[]>mapToObj(answers::get).toList();
    Tensor seen =
        open.length == answers.size() ? states : states.index_select(0, Tensors.longs(open));
    Tensor wanted = Tensors.longs(symbols(said, slot), said.size());
    return CrossEntropy.sum(model.logits(slot, seen), wanted, smoothing);
  }

  private static long[] symbols(List<int[]> answers, int slot) {
    return answers.stream().mapToLong(answer -> answer[slot]).toArray();
  }

  /// Up to the end and with it.
  private int length(int[] answer) {
    for (int slot = 0; slot < answer.length; slot++) {
      if (answer[slot] == end) {
        return slot + 1;
      }
    }
    return answer.length;
  }
}
