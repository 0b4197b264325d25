package dev.grlm.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.clean.TextCleaner;
import dev.grlm.data.Item;
import dev.grlm.source.Event;
import dev.grlm.source.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What gets into the store, under which name, and what does not.
class IntakeTest {
  private static final Rules WINDOW =
      Rules.DEFAULT.with(rules -> rules.minimumRating(3).from(100).until(200).now(150));

  @TempDir private Path folder;
  private @Nullable EventStore store;

  @BeforeEach
  void open() throws IOException {
    store = new EventStore(folder.resolve("store"), 200, 1, Watch.NONE);
  }

  @AfterEach
  void close() throws IOException {
    store().close();
  }

  private EventStore store() {
    if (store == null) {
      throw new IllegalStateException("not open");
    }
    return store;
  }

  private Intake intake(Rules rules, String source, String domain) throws IOException {
    SourceIds ids = SourceIds.of(List.of(source, "other"), rules).getFirst();
    return new Intake(store(), rules, ids, domain, new TextCleaner(), false);
  }

  private static Fault fault(int line, String reason) {
    return new Fault(Path.of("log.csv"), line, "time", "x" + line, reason);
  }

  /// Items as `id domain json`, then users.
  private List<String> stored() throws IOException {
    store().number();
    var stored = new ArrayList<String>();
    store().items((_, id, domain, json, _) -> stored.add(id + " " + domain + " " + json));
    store().histories(false, history -> stored.add(history.user()));
    return stored;
  }

  @ParameterizedTest
  @CsvSource({
    "120, NaN, ''",
    "120, 3, ''",
    "120, 2.9, 'events rated too low, dropped'",
    "99, 5, 'events outside the time window, dropped'",
    "100, 5, ''",
    "150, 5, ''",
    "151, 5, 'events from the future, dropped'",
    "200, 5, 'events outside the time window, dropped'",
    "99, 1, 'events rated too low, dropped'",
    ", 5, ''",
    ", 1, 'events rated too low, dropped'",
  })
  void anEventIsTakenOrCountedByItsFirstReason(@Nullable Long time, float rating, String reason)
      throws IOException {
    Intake intake = intake(WINDOW, "shop", "");
    intake.event(Event.of("u", "i").at(time == null ? Event.NONE : time).rated(rating));
    assertThat(intake.counts()).isEqualTo(reason.isEmpty() ? Map.of() : Map.of(reason, 1L));
    assertThat(intake.taken()).isEqualTo(1);
    store().number();
    assertThat(store().figures().events()).isEqualTo(reason.isEmpty() ? 1 : 0);
  }

  @Test
  void theFirstFaultsOfEachReasonAreKept() throws IOException {
    Intake intake = intake(Rules.DEFAULT, "shop", "");
    for (int line = 1; line <= 5; line++) {
      intake.fault(fault(line, "not a time"));
    }
    intake.fault(fault(9, "not a rating"));
    intake.noticed("texts replaced", 2);
    intake.noticed("texts replaced", 3);
    intake.noticed("never", 0);
    assertThat(intake.faults()).isEqualTo(6);
    assertThat(intake.taken()).isZero();
    assertThat(intake.counts())
        .isEqualTo(
            Map.of(
                "lines dropped: not a time", 5L,
                "lines dropped: not a rating", 1L,
                "texts replaced", 5L));
    assertThat(intake.examples())
        .isEqualTo(
            Map.of(
                "lines dropped: not a time",
                List.of(fault(1, "not a time"), fault(2, "not a time"), fault(3, "not a time")),
                "lines dropped: not a rating",
                List.of(fault(9, "not a rating"))));
    var strict = new Intake(store(), Rules.DEFAULT, SourceIds.plain(), "", null, true);
    assertThatThrownBy(() -> strict.fault(fault(4, "not a time")))
        .isInstanceOf(IOException.class)
        .hasMessage("log.csv:4: column 'time': not a time: 'x4'");
  }

  @Test
  void idsAreCalledAsTheSourceAndItsDomainSay() throws IOException {
    Rules separate = Rules.DEFAULT.withItems(Rules.ItemIds.SEPARATE);
    Intake intake = intake(separate, "shop", "arts");
    intake.item(new Item("1", "Ink", "", List.of(), List.of(), "", "toys", Map.of()));
    intake.event(Event.of("u", "1"));
    intake.event(Event.of("v", "2").within("toys"));
    assertThat(stored())
        .containsExactly(
            "shop:1 arts {\"id\":\"shop:1\",\"title\":\"Ink\",\"domain\":\"arts\"}",
            "shop:2 arts {\"id\":\"shop:2\",\"title\":\"\",\"domain\":\"arts\"}",
            "shop:u",
            "shop:v");
  }

  @Test
  void withoutADomainTheInputSaysItItself() throws IOException {
    Intake intake = intake(Rules.DEFAULT.withUsers(UserIds.JOINED), "shop", "");
    intake.item(new Item("1", "Ink", "", List.of(), List.of(), "", "toys", Map.of()));
    intake.event(Event.of("u", "2").within("books"));
    assertThat(stored())
        .containsExactly(
            "1 toys {\"id\":\"1\",\"title\":\"Ink\",\"domain\":\"toys\"}",
            "2 books {\"id\":\"2\",\"title\":\"\",\"domain\":\"books\"}",
            "u");
  }

  /// An empty cell of a table is no text, and neither is one of which nothing is left.
  @Test
  void fieldsThatSayNothingAreLeftOut() throws IOException {
    Intake intake = intake(Rules.DEFAULT, "shop", "");
    intake.item(
        new Item(
            "1",
            "Ink &amp; pen",
            "",
            List.of(),
            List.of(),
            "",
            "",
            Map.of("colour", "", "care", "  ", "size", "<br>", "note", "<b>new</b>")));
    assertThat(stored())
        .containsExactly("1  {\"id\":\"1\",\"title\":\"Ink & pen\",\"note\":\"new\"}");
    var raw = new Intake(store(), Rules.DEFAULT, SourceIds.plain(), "", null, false);
    assertThatThrownBy(() -> raw.item(Item.titled("2", "&amp;")))
        .hasMessageContaining("takes nothing more");
  }
}
