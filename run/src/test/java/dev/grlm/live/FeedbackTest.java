package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.live.Feedback.Kind;
import dev.grlm.live.Feedback.Outcome;
import dev.grlm.recommend.Recommendation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTest {
  private final SetClock clock = new SetClock();
  private final Feedback feedback = Feedback.inMemory(FeedbackSettings.DEFAULT, clock);

  /// Stands still.
  private static final class SetClock extends Clock {
    private long now = 1_700_000_000_000L;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }
  }

  /// Of the items i1 to i12.
  private static Answer answer(String run, @Nullable String arm) {
    Identifier terms = Identifier.of("a", "b");
    List<Answer.Place> places =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i ->
                new Answer.Place(
                    i,
                    Item.titled("i" + i, "Item"),
                    terms,
                    terms,
                    Source.EXACT,
                    -i,
                    List.of(),
                    null))
            .toList();
    return new Answer(run, arm, Answer.Basis.MODEL, List.of(), List.of(), places);
  }

  private String shown(String user) {
    return feedback.shown(null, user, answer("r", null));
  }

  private OnlineFigures only() {
    assertThat(feedback.figures()).hasSize(1);
    return feedback.figures().getFirst();
  }

  @Test
  void clicksAndPurchasesAreJoinedToTheListWithTheirPlace() {
    String first = shown("u1");
    shown("u2");
    assertThat(feedback.happened(Kind.CLICK, first, "i3")).isEqualTo(Outcome.HIT);
    assertThat(feedback.happened(Kind.PURCHASE, first, "i3")).isEqualTo(Outcome.HIT);
    assertThat(feedback.happened(Kind.PURCHASE, first, "i12")).isEqualTo(Outcome.HIT);
    assertThat(feedback.happened(Kind.PURCHASE, first, "other")).isEqualTo(Outcome.MISS);
    OnlineFigures figures = only();
    assertThat(figures.run()).isEqualTo("r");
    assertThat(figures.shown()).isEqualTo(2);
    assertThat(figures.clicked()).isEqualTo(1);
    assertThat(figures.bought()).isEqualTo(1);
    assertThat(figures.purchases()).isEqualTo(3);
    assertThat(figures.hits()).isEqualTo(2);
    assertThat(figures.clickPlaces()).containsExactly(0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(figures.hitPlaces()).containsExactly(0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
    assertThat(figures.clickThrough().value()).isEqualTo(0.5);
    assertThat(figures.conversion().value()).isEqualTo(0.5);
    assertThat(figures.hitRate().value()).isEqualTo(2.0 / 3);
  }

  @Test
  void whatIsToldTwiceCountsOnce() {
    String id = shown("u1");
    for (Kind kind : Kind.values()) {
      assertThat(feedback.happened(kind, id, "i1")).isEqualTo(Outcome.HIT);
      assertThat(feedback.happened(kind, id, "i1")).isEqualTo(Outcome.REPEATED);
    }
    assertThat(only().clicked()).isEqualTo(1);
    assertThat(only().purchases()).isEqualTo(1);
  }

  @Test
  void oneListTakesNoMoreThanSoMuch() {
    String id = shown("u1");
    for (int i = 0; i < 1_000; i++) {
      feedback.happened(Kind.PURCHASE, id, "x" + i);
    }
    assertThat(only().purchases()).isEqualTo(256);
  }

  @Test
  void anUnknownListCountsForNone() {
    assertThat(feedback.happened(Kind.CLICK, UUID.randomUUID().toString(), "i1"))
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(feedback.happened(Kind.CLICK, "no id", "i1")).isEqualTo(Outcome.UNKNOWN);
    assertThat(feedback.figures()).isEmpty();
  }

  @Test
  void aListIsForgottenAfterItsTime() {
    String id = shown("u1");
    clock.now += Duration.ofHours(24).toMillis();
    assertThat(feedback.happened(Kind.CLICK, id, "i1")).isEqualTo(Outcome.HIT);
    clock.now += 1;
    assertThat(feedback.happened(Kind.CLICK, id, "i2")).isEqualTo(Outcome.UNKNOWN);
    assertThat(feedback.size()).isEqualTo(new Feedback.Size(0, 0));
    assertThat(only().shown()).isEqualTo(1);
  }

  @Test
  void ofTooManyListsTheOldestAreDroppedAndCounted() {
    Feedback small = Feedback.inMemory(new FeedbackSettings(3, Duration.ofHours(1)), clock);
    List<String> ids =
        IntStream.range(0, 5).mapToObj(i -> small.shown(null, "u" + i, answer("r", null))).toList();
    assertThat(small.size()).isEqualTo(new Feedback.Size(3, 2));
    assertThat(small.happened(Kind.CLICK, ids.get(1), "i1")).isEqualTo(Outcome.UNKNOWN);
    assertThat(small.happened(Kind.CLICK, ids.get(2), "i1")).isEqualTo(Outcome.HIT);
  }

  @Test
  void itCanBeTurnedOff() {
    Feedback off = Feedback.inMemory(new FeedbackSettings(0, Duration.ofHours(1)), clock);
    assertThat(off.happened(Kind.CLICK, off.shown(null, "u", answer("r", null)), "i1"))
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(off.figures()).isEmpty();
  }

  @Test
  void runsAndArmsAreCountedEachForItself() {
    feedback.shown("e", "u1", answer("r", "A"));
    clock.now++;
    feedback.shown("e", "u2", answer("s", "B"));
    clock.now++;
    feedback.shown(null, "u2", answer("s", null));
    assertThat(feedback.figures())
        .extracting(OnlineFigures::experiment, OnlineFigures::run, OnlineFigures::arm)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("e", "r", "A"),
            org.assertj.core.groups.Tuple.tuple("e", "s", "B"),
            org.assertj.core.groups.Tuple.tuple("", "s", ""));
  }

  @Test
  void ofManyRunsThoseNeededLongestAgoAreDropped() {
    for (int i = 0; i < 100; i++) {
      feedback.shown(null, "u", answer("r" + i, null));
      clock.now++;
      feedback.shown(null, "u", answer("always", null));
      clock.now++;
    }
    assertThat(feedback.figures()).hasSize(64).anyMatch(one -> one.run().equals("always"));
  }

  @Test
  void theCountsOutliveARestartAndListsDoNot(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("f.json");
    String id;
    OnlineFigures before;
    try (Feedback first = Feedback.open(file, FeedbackSettings.DEFAULT, clock)) {
      id = first.shown("e", "u1", answer("r", "A"));
      first.happened(Kind.PURCHASE, id, "i2");
      before = first.figures().getFirst();
    }
    try (Feedback second = Feedback.open(file, FeedbackSettings.DEFAULT, clock)) {
      assertThat(second.figures()).containsExactly(before);
      assertThat(second.happened(Kind.CLICK, id, "i1")).isEqualTo(Outcome.UNKNOWN);
      second.shown("e", "u1", answer("r", "A"));
      assertThat(second.figures().getFirst().shown()).isEqualTo(2);
    }
    assertThat(Files.readString(file)).doesNotContain("u1");
  }

  @Test
  void aFileThatIsNoneOfOursIsOneLine(@TempDir Path folder) throws IOException {
    for (String text :
        List.of("{", "{\"tallies\":[{\"run\":\"r\"}]}", "[]", "{\"tallies\":null}")) {
      Path file = Files.writeString(folder.resolve("f.json"), text);
      assertThatThrownBy(() -> Feedback.open(file, FeedbackSettings.DEFAULT, clock))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("f.json")
          .hasMessageNotContaining("\n");
    }
  }
}
