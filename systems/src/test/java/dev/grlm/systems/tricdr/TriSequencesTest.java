package dev.grlm.systems.tricdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TriSequencesTest {
  /// Items 0 to 4 are of domain 0, 5 to 9 of domain 1; 10 is the mark.
  private static final int[] DOMAIN_OF = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

  private static final int MARK = 10;

  @Test
  void aHistoryIsThreeSequencesAndEachBeginsWithTheMark() {
    TriSequences read = TriSequences.of(List.of(new int[] {0, 5, 1, 6, 7}), true, DOMAIN_OF, 1);
    assertThat(read.target().ids()).containsExactly(MARK, 5, 6);
    assertThat(read.source().ids()).containsExactly(MARK, 0, 1);
    assertThat(read.mix().ids()).containsExactly(MARK, 0, 5, 1, 6);
    assertThat(read.predicted()).containsExactly(0, 1, 2);
    assertThat(read.next()).containsExactly(5, 6, 7);
    assertThat(read.seen()[0]).containsExactly(1, 3, 4);
    assertThat(read.overlapping()).containsExactly(0);
  }

  @Test
  void whatHasNothingBeforeItIsNotPredictedAndWhatIsAskedSeesEverything() {
    TriSequences known = TriSequences.of(List.of(new int[] {5, 6, 0}), true, DOMAIN_OF, 1);
    assertThat(known.next()).containsExactly(6);
    assertThat(known.source().lengths()).containsExactly(1);
    TriSequences asked = TriSequences.of(List.of(new int[] {5, 0, 1}), false, DOMAIN_OF, 1);
    assertThat(asked.seen()[0]).containsExactly(0, 3);
    assertThat(asked.next()).isEmpty();
    TriSequences cold = TriSequences.of(List.of(new int[] {0, 1}), false, DOMAIN_OF, 1);
    assertThat(cold.target().ids()).containsExactly(MARK);
    assertThat(cold.seen()[0]).containsExactly(2);
  }

  /// Ages against what is written down item by item: nothing from the time of what is predicted or
  /// later is seen.
  @Test
  void aPlaceSeesWhatCameBefore() {
    Natives.load();
    var random = new Random(5);
    var histories = new ArrayList<int[]>();
    for (int row = 0; row < 6; row++) {
      histories.add(random.ints(2 + random.nextInt(9), 0, 10).toArray());
    }
    TriSequences read = TriSequences.of(histories, true, DOMAIN_OF, 1);
    try (var _ = new PointerScope()) {
      long[] source = seen(read.sourceAges(99));
      long[] target = seen(read.targetAges(99));
      long[] mix = seen(read.mixAges(99));
      int places = read.target().time();
      List<int[]> asked = asked(histories);
      assertThat(asked).hasSize(read.next().length).isNotEmpty();
      for (int next = 0; next < asked.size(); next++) {
        int row = asked.get(next)[0];
        int position = asked.get(next)[1];
        int[] items = histories.get(row);
        int own = (int) IntStream.of(items).limit(position).filter(i -> i >= 5).count();
        int at = Math.toIntExact(read.predicted()[next]);
        assertThat(at).isEqualTo(row * places + own);
        assertThat(read.next()[next]).isEqualTo(items[position]);
        assertThat(source[at]).isEqualTo(1 + position - own);
        assertThat(target[at]).isEqualTo(1 + own);
        assertThat(mix[at]).isEqualTo(1 + position);
      }
    }
  }

  /// Row and position of every item of domain 1 that has one before it.
  private static List<int[]> asked(List<int[]> histories) {
    var asked = new ArrayList<int[]>();
    for (int row = 0; row < histories.size(); row++) {
      int[] items = histories.get(row);
      for (int position = 1; position < items.length; position++) {
        if (DOMAIN_OF[items[position]] == 1) {
          asked.add(new int[] {row, position});
        }
      }
    }
    return asked;
  }

  /// By place, how many are seen; the newest is the youngest.
  private static long[] seen(Tensor ages) {
    int time = Math.toIntExact(ages.size(2));
    long[] all = Tensors.toLongs(ages.view(-1));
    var seen = new long[all.length / time];
    for (int at = 0; at < all.length; at++) {
      if (all[at] < 99) {
        seen[at / time]++;
      }
    }
    for (int at = 0; at < all.length; at++) {
      long newest = seen[at / time] - 1;
      assertThat(all[at]).isEqualTo(at % time <= newest ? newest - at % time : 99);
    }
    return seen;
  }
}
