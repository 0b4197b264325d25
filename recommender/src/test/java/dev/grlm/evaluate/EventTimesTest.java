package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.ShuffledTies;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimesTest {
  private static Dataset dataset(History... histories) {
    var catalog = new Catalog(List.of(Item.titled("a", "")));
    return new Dataset(catalog, List.of(histories), new TreeMap<>());
  }

  private static History timed(long... times) {
    return new History("u", new int[times.length]).at(times);
  }

  /// The last two events of each are no training.
  @Test
  void neighboursAtOneTimeInTrainingAreCounted() {
    Dataset dataset = dataset(timed(1, 1, 1, 2, 2, 2), timed(5, 6, 6, 6), timed(3, 3), timed());
    EventTimes times = EventTimes.of(dataset).orElseThrow();
    assertThat(times).isEqualTo(new EventTimes(5, 3));
    assertThat(times.sentence())
        .isEqualTo(
            "Of 5 neighbouring events in training 3 (60.0 %) are at one time, so that their order"
                + " is that of the input and no knowledge of time. A run that is fitted with --ties"
                + " shuffle does without it.");
  }

  /// One of 201 is no matter, three are.
  @Test
  void fewTiesAreSaidWithoutAdvice() {
    var times = LongStream.range(0, 204).toArray();
    times[1] = 0;
    assertThat(EventTimes.note(dataset(timed(times)))).endsWith("no knowledge of time.");
    times[4] = 3;
    times[7] = 6;
    assertThat(EventTimes.note(dataset(timed(times)))).endsWith("does without it.");
  }

  /// Also where the times that told it are not kept.
  @Test
  void ofAShuffledDatasetItIsSaidThatTheOrderWasDrawn() {
    Dataset shuffled = ShuffledTies.of(dataset(timed(1, 1, 1, 2), timed(3, 3)), 42);
    String note =
        "Ties are shuffled: 5 of 6 events are at the time of another one of their user, and the"
            + " order of these, and so which of them are targets, was drawn by the seed.";
    assertThat(EventTimes.note(shuffled)).isEqualTo(note);
    assertThat(EventTimes.note(shuffled.untimed())).isEqualTo(note);
    assertThat(EventTimes.note(dataset(new History("u", new int[2])))).isEmpty();
  }

  @Test
  void nothingIsSaidWithoutTiesOrTimes() {
    assertThat(EventTimes.of(dataset(timed(1, 2, 3, 4))).orElseThrow().sentence()).isEmpty();
    assertThat(EventTimes.of(dataset(timed(1, 1, 1, 4), new History("v", new int[2])))).isEmpty();
    assertThat(EventTimes.of(dataset())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "99999999, 0",
    "100000000, 86400",
    "99999999999, 86400",
    "100000000000, 86400000",
    "1700000000000, 86400000",
    "1700000000000000, 86400000000",
    "1700000000000000000, 86400000000000",
    "-5, 0"
  })
  void theUnitIsToldByTheLatestTime(long latest, long day) {
    assertThat(EventTimes.day(dataset(timed(0, latest), timed(0))).orElse(0)).isEqualTo(day);
  }
}
