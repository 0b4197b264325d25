package dev.grlm.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.Session;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.nn.Dropout;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.task.Example;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryObjectiveTest {
  private static final int ITEMS = 14;
  private static final int MAX_ITEMS = 3;
  private static final Identifiers CODES = ToyWorlds.randomTerms(3, ITEMS, 5, 3);
  private static final SlotCodec SLOTS =
      new SlotCodec(CODES, new WordTable(List.of(), List.of(), 1), MAX_ITEMS);
  private static final T5Config SHAPE = T5Config.ofLevels(SLOTS.slotSizes(), 8, 3, 12, 2, 2);

  private final T5 model = new T5(SHAPE, 5);
  private final HistoryTokens tokens = new HistoryTokens(SLOTS, SHAPE, MAX_ITEMS);

  @AfterEach
  void close() {
    model.close();
  }

  private static List<HistoryPrefix> prefixes() {
    return List.of(
            new Example("USP", "u", new int[] {3, 7, 1, 12, 5}),
            new Example("USP", "v", new int[] {0, 13}))
        .stream()
        .map(HistoryPrefix::of)
        .flatMap(List::stream)
        .toList();
  }

  private double loss(double smoothing) {
    try (var _ = new PointerScope()) {
      return new HistoryObjective(model, tokens, smoothing)
          .loss(prefixes(), Dropout.none())
          .item_double();
    }
  }

  /// Sum over items and levels of −log p of a code among those of its level, the codes before it
  /// known; `smoothing` of p is every code's alike. One history at a time, from a session's logits.
  private double plainLoss(double smoothing) {
    double total = 0;
    for (HistoryPrefix prefix : prefixes()) {
      int[] history = IntStream.range(0, prefix.end()).map(i -> prefix.items()[i]).toArray();
      int[] codes = SLOTS.symbols(CODES.of(prefix.items()[prefix.end()]));
      int[] read = IntStream.of(history).skip(Math.max(0, history.length - MAX_ITEMS)).toArray();
      try (Session session = model.open(List.of(new T5Context(byHand(read))))) {
        for (int level = 0; level < codes.length; level++) {
          int[] all = IntStream.range(0, SLOTS.slotSizes().get(level)).toArray();
          float[] logits = session.logits(new Session.Allowed(new int[] {0, all.length}, all));
          double sum = 0;
          for (float logit : logits) {
            sum += Math.exp(logit);
          }
          for (int code : all) {
            double wanted = (code == codes[level] ? 1 - smoothing : 0) + smoothing / all.length;
            total -= wanted * (logits[code] - Math.log(sum));
          }
          session.advance(new int[] {0}, new int[] {codes[level]});
        }
      }
    }
    return total;
  }

  /// 1 is the first code of the first level; what comes before a level's codes are those of the
  /// levels before it.
  private static int[] byHand(int[] items) {
    List<Integer> sizes = SLOTS.slotSizes();
    return IntStream.of(items)
        .mapToObj(item -> SLOTS.symbols(CODES.of(item)))
        .flatMapToInt(codes ->
            IntStream.of(
                1 + codes[0],
                1 + sizes.get(0) + codes[1],
                1 + sizes.get(0) + sizes.get(1) + codes[2]))
        .toArray();
  }

  @Test
  void theLossIsThatOfPlainSumsOverHeads() {
    assertThat(loss(0)).isCloseTo(plainLoss(0), within(1e-4));
    assertThat(loss(.3)).isCloseTo(plainLoss(.3), within(1e-4)).isNotEqualTo(loss(0));
  }

  @Test
  void aSampleIsAPredictionPerLevelAndThePositionsOfWhatIsRead() {
    var objective = new HistoryObjective(model, tokens, 0);
    List<HistoryPrefix> samples = prefixes();
    assertThat(samples).hasSize(5).allMatch(sample -> objective.weight(sample) == 3);
    assertThat(samples.stream().map(objective::bucket)).containsExactly(1, 2, 3, 3, 1);
    assertThat(samples.stream().map(objective::length)).containsExactly(6, 9, 12, 12, 6);
  }
}
