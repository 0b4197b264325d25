package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.convert.PlainSequences.Written;
import dev.grlm.convert.Sequences.Sequence;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.EventStore.History;
import dev.grlm.prepare.Rules;
import dev.grlm.source.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Histories as they are written, against [PlainSequences].
class SequencesTest {
  private static final List<String> DOMAINS = List.of("arts", "office", "garden");
  private static final int[] DOMAIN_OF = {0, 1, 0, 2, 1, 0, 1, 2};

  /// Oldest first, as the store gives it; what has no time stands first.
  private static History history(Random random, boolean timed) {
    int length = 1 + random.nextInt(12);
    int untimed = timed ? random.nextInt(Math.min(3, length)) : length;
    long[] times = random.longs(length, 0, 12).map(time -> 10 * time).sorted().toArray();
    Arrays.fill(times, 0, untimed, Event.NONE);
    float[] ratings = new float[length];
    for (int place = 0; place < length; place++) {
      ratings[place] = random.nextInt(4) == 0 ? Float.NaN : place;
    }
    return new History("u", random.ints(length, 0, DOMAIN_OF.length).toArray(), times, ratings);
  }

  private static List<Written> written(List<Sequence> sequences) {
    var all = new ArrayList<Written>();
    for (Sequence sequence : sequences) {
      History history = sequence.history();
      for (int place = 0; place < history.length(); place++) {
        all.add(
            new Written(
                history.user(),
                history.items()[place],
                history.times()[place],
                history.ratings()[place],
                sequence.part(place)));
      }
    }
    return all;
  }

  @Property(tries = 800)
  void everyRowIsThatOfThePlainDefinition(
      @ForAll long seed, @ForAll @IntRange(max = 6) int longest, @ForAll boolean byDomain) {
    var random = new Random(seed);
    boolean timed = random.nextBoolean();
    Cut cut = timed && random.nextBoolean() ? new Cut.AtTimes(40, 90) : Cut.LEAVE_ONE_OUT;
    Rules rules = Rules.DEFAULT.withLongestHistory(longest).withCut(cut);
    History history = history(random, timed);
    var sequences = new Sequences(rules, DOMAIN_OF, DOMAINS, byDomain);
    assertThat(written(sequences.of(history)))
        .isEqualTo(new PlainSequences(rules, DOMAIN_OF, DOMAINS, history).all(byDomain));
  }

  /// What a model is fitted on in one history must not be what it is asked in another.
  @Property(tries = 300)
  void noHistoryShowsTheTargetOfAnother(@ForAll long seed) {
    History given = history(new Random(seed), true);
    int[] places = IntStream.range(0, given.length()).toArray();
    // every event is an item of its own, so that a target is known again
    int[] domainOf = Arrays.stream(given.items()).map(item -> DOMAIN_OF[item]).toArray();
    var history = new History("u", places, given.times(), given.ratings());
    List<Sequence> all = new Sequences(Rules.DEFAULT, domainOf, DOMAINS, true).of(history);
    for (Sequence asked : all) {
      int[] items = asked.history().items();
      int[] targets = Arrays.copyOfRange(items, asked.validationStart(), items.length);
      var others = new ArrayList<>(all);
      others.remove(asked);
      for (Sequence other : others) {
        int[] shown = other.history().items();
        assertThat(
                Arrays.stream(targets)
                    .boxed()
                    .filter(Arrays.stream(shown).boxed().toList()::contains))
            .isEmpty();
      }
    }
  }

  @Property(tries = 300)
  void aShuffleMovesEventsOfEqualTimesOnlyAndFollowsFromSeedAndUser(@ForAll long seed) {
    History history = history(new Random(seed), true);
    Rules rules = Rules.DEFAULT.withTies(Rules.Ties.SHUFFLE).withSeed(seed);
    var sequences = new Sequences(rules, DOMAIN_OF, DOMAINS, false);
    History shuffled = sequences.of(history).getFirst().history();
    assertThat(shuffled.times()).isEqualTo(history.times());
    for (long time : history.times()) {
      assertThat(itemsAt(shuffled, time))
          .containsExactlyInAnyOrderElementsOf(itemsAt(history, time));
    }
    assertThat(itemsAt(shuffled, Event.NONE)).isEqualTo(itemsAt(history, Event.NONE));
    assertThat(sequences.of(history).getFirst().history().items()).isEqualTo(shuffled.items());
  }

  /// Shuffled or not, capped or not: parts that the input says are those of the result, and hold
  /// the items that they held, or the latest of them.
  @Property(tries = 300)
  void partsOfTheInputStay(@ForAll long seed, @ForAll @IntRange(max = 6) int longest) {
    var random = new Random(seed);
    History read = history(random, true);
    byte[] parts = new byte[read.length()];
    for (int place = 1; place < parts.length; place++) {
      parts[place] = (byte) Math.min(2, parts[place - 1] + random.nextInt(4) / 3);
    }
    var history = new History("u", "ann", read.items(), read.times(), read.ratings(), parts);
    Rules rules =
        Rules.DEFAULT
            .withLongestHistory(longest)
            .withSeed(seed)
            .withTies(random.nextBoolean() ? Rules.Ties.SHUFFLE : Rules.Ties.KEEP);
    Sequence sequence = new Sequences(rules, DOMAIN_OF, DOMAINS, false).of(history).getFirst();
    History kept = sequence.history();
    int cut = history.length() - kept.length();
    assertThat(cut).isEqualTo(longest == 0 ? 0 : Math.max(0, history.length() - longest));
    assertThat(kept.person()).isEqualTo("ann");
    for (int place = 0; place < kept.length(); place++) {
      assertThat(sequence.part(place)).isEqualTo(History.PARTS.get(parts[cut + place]));
      byte part = parts[cut + place];
      List<Integer> inPart =
          IntStream.range(0, parts.length)
              .filter(other -> parts[other] == part)
              .mapToObj(other -> history.items()[other])
              .toList();
      assertThat(inPart).contains(kept.items()[place]);
    }
  }

  private static List<Integer> itemsAt(History history, long time) {
    return IntStream.range(0, history.length())
        .filter(place -> history.times()[place] == time)
        .mapToObj(place -> history.items()[place])
        .toList();
  }

  @Test
  void seedsAndUsersShuffleDifferently() {
    int[] items = IntStream.range(0, 40).map(item -> item % 8).toArray();
    var ties = new History("u", items, new long[40], new float[40]);
    var others = new History("v", items, new long[40], new float[40]);
    Rules rules = Rules.DEFAULT.withTies(Rules.Ties.SHUFFLE);
    int[] one = shuffled(rules.withSeed(1), ties);
    assertThat(one).isNotEqualTo(items).isNotEqualTo(shuffled(rules.withSeed(2), ties));
    assertThat(one).isNotEqualTo(shuffled(rules.withSeed(1), others));
  }

  private static int[] shuffled(Rules rules, History history) {
    return new Sequences(rules, DOMAIN_OF, DOMAINS, false).of(history).getFirst().history().items();
  }
}
