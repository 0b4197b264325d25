package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.Rules;
import dev.grlm.source.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Instants stay what they are however often a folder is converted, and events without one do not
/// get a place among others by chance.
class TimesOfResultsTest {
  private static final String STRAY =
      "events without a time, dropped because the user has others with one";

  @TempDir private Path folder;
  private Converted converted = new Converted(Path.of(""));

  @BeforeEach
  void empty() {
    converted = new Converted(folder);
  }

  private String unit(Path of) throws IOException {
    return Json.read(of.resolve("convert.json")).path("timeUnit").asText();
  }

  /// A number below some 10¹¹ looks like seconds, whatever it is; so does one before 1970.
  @ParameterizedTest
  @CsvSource({
    "43730.5, 43731.5, milliseconds, 1970-01-01T12:08:50.500Z, 1970-01-01T12:08:51.500Z",
    "0, 1, seconds, 1970-01-01T00:00:00Z, 1970-01-01T00:00:01Z",
    "0.001, 1, milliseconds, 1970-01-01T00:00:00.001Z, 1970-01-01T00:00:01Z",
    "-600000, -500000, seconds, 1969-12-25T01:20:00Z, 1969-12-26T05:06:40Z",
    "-0.25, 1700000000.5, milliseconds, 1969-12-31T23:59:59.750Z, 2023-11-14T22:13:20.500Z",
    "1700000000, 1700000001, seconds, 2023-11-14T22:13:20Z, 2023-11-14T22:13:21Z",
  })
  void theSameInstantsAfterAnyNumberOfConversions(
      String first, String last, String unit, String from, String to) throws IOException {
    converted.table("clicks.csv", "user,item,time", "u,a," + first, "u,b," + last, "v,b," + last);
    converted.of(settings -> settings.withColumns(seconds(settings)), "clicks.csv");
    assertThat(unit(converted.out())).isEqualTo(unit);
    List<String> rows = converted.rows();
    for (int again = 0; again < 3; again++) {
      Path before = folder.resolve("before" + again);
      Files.move(converted.out(), before);
      var summary = converted.of(Rules.DEFAULT, before.getFileName().toString()).summary();
      assertThat(converted.rows()).isEqualTo(rows);
      assertThat(unit(converted.out())).isEqualTo(unit);
      assertThat(List.of(summary.firstTime(), summary.lastTime())).containsExactly(from, to);
    }
  }

  private static dev.grlm.source.Columns seconds(ConversionSettings settings) {
    return new dev.grlm.source.Columns(
        null, settings.columns().fields(), Times.Unit.SECONDS, null, List.of());
  }

  @Test
  void whoNamesTheUnitIsBelieved() throws IOException {
    converted.table("in/items.jsonl", "{\"id\": \"a\"}");
    converted.table("in/interactions.tsv", "user\titem\ttimestamp", "u\ta\t5000");
    assertThat(converted.of(Rules.DEFAULT, "in").summary().firstTime())
        .isEqualTo("1970-01-01T01:23:20Z");
    converted.table("in/convert.json", "{\"timeUnit\": \"milliseconds\"}");
    assertThat(converted.of(Rules.DEFAULT, "in").summary().firstTime())
        .isEqualTo("1970-01-01T00:00:05Z");
    assertThat(
            converted
                .of(settings -> settings.withColumns(seconds(settings)), "in")
                .summary()
                .firstTime())
        .isEqualTo("1970-01-01T01:23:20Z");
  }

  @Test
  void anUntimedLogHasNoUnit() throws IOException {
    converted.table("clicks.csv", "user,item", "u,a", "u,b");
    converted.of(Rules.DEFAULT, "clicks.csv");
    assertThat(unit(converted.out())).isEmpty();
    assertThat(converted.histories()).containsExactly("u: a b");
  }

  /// As in KuaiRec: some rows lost their time.
  @Test
  void anEventWithoutATimeAmongOthersIsDroppedAndCounted() throws IOException {
    converted.table(
        "clicks.csv",
        "user,item,time",
        "u,a,30",
        "u,lost,",
        "u,b,20",
        "never,x,",
        "never,w,",
        "never,x,",
        "v,lost,",
        "v,a,5");
    var summary = converted.of(Rules.DEFAULT, "clicks.csv").summary();
    assertThat(converted.histories()).containsExactly("u: b a", "never: x w x", "v: a");
    assertThat(summary.counts()).containsEntry(STRAY, 2L);
    assertThat(converted.said()).noneMatch(line -> line.contains("lost"));
  }

  @Test
  void whatIsDroppedForWantOfATimeDoesNotCountForTheCore() throws IOException {
    converted.table(
        "clicks.csv", "user,item,time", "u,a,1", "u,a,2", "v,a,", "v,b,3", "w,b,", "w,b,");
    converted.of(Rules.DEFAULT.withUserCore(2), "clicks.csv");
    assertThat(converted.histories()).containsExactly("u: a a", "w: b b");
  }

  @Test
  void wherePositionsDecideATimeMayBeMissing() throws IOException {
    converted.table("clicks.csv", "user,item,position,time", "u,a,2,", "u,b,1,900", "u,c,3,100");
    var summary = converted.of(Rules.DEFAULT, "clicks.csv").summary();
    assertThat(converted.rows()).containsExactly("u b 0 900", "u a 1 ", "u c 2 100");
    assertThat(summary.counts()).doesNotContainKey(STRAY);
  }

  /// A cut in time goes by times, whatever positions say.
  @Test
  void aCutInTimeHasNoPlaceForIt() throws IOException {
    converted.table(
        "clicks.csv",
        "user,item,position,time",
        "u,a,1,100",
        "u,b,2,",
        "u,c,3,300",
        "u,d,4,500",
        "v,e,1,");
    var rules = Rules.DEFAULT.withCut(new Cut.AtTimes(200_000, 400_000));
    var summary = converted.of(rules, "clicks.csv").summary();
    assertThat(converted.rows())
        .containsExactly(
            "u a 0 100 training", "u c 1 300 validation", "u d 2 500 test", "v e 0  training");
    assertThat(summary.counts())
        .containsEntry(STRAY, 1L)
        .containsEntry("events without a time, taken for training", 1L);
  }
}
