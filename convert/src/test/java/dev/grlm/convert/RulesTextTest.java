package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.prepare.Cut;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.UserIds;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `convert.json` says by which rules a folder was made.
class RulesTextTest {
  private static Map<String, Object> text(Rules rules) {
    return RulesText.of(ConversionSettings.of(Path.of("in"), Path.of("out")).with(rules));
  }

  @Test
  void whatDidNothingIsLeftOutAndTheTimeOfDayToo() {
    assertThat(Json.line(text(Rules.DEFAULT.withNow(1_700_000_000_000L))))
        .isEqualTo(
            "{\"duplicates\":\"drop\",\"itemsWithoutText\":\"keep\",\"userCore\":0,\"itemCore\":0,"
                + "\"longestHistory\":0,\"ties\":\"KEEP\",\"unit\":\"AUTO\",\"seed\":42,"
                + "\"itemIds\":\"SHARED\",\"userIds\":\"separate\",\"split\":\"leave-one-out\","
                + "\"cleanText\":true}");
  }

  @Test
  void timesAreIsoTextAndRatingsNumbers() {
    Rules rules =
        Rules.DEFAULT.with(rule ->
            rule.minimumRating(3.5f)
                .from(0)
                .until(1_700_000_000_500L)
                .keepDuplicates(true)
                .keepItemsWithoutText(false)
                .users(UserIds.JOINED));
    assertThat(text(rules))
        .containsEntry("minimumRating", 3.5)
        .containsEntry("from", "1970-01-01T00:00:00Z")
        .containsEntry("until", "2023-11-14T22:13:20.500Z")
        .containsEntry("duplicates", "keep")
        .containsEntry("itemsWithoutText", "drop")
        .containsEntry("userIds", "joined");
  }

  @Test
  void aCutIsSaidInWords() {
    assertThat(RulesText.cut(Cut.LEAVE_ONE_OUT)).isEqualTo("leave-one-out");
    assertThat(RulesText.cut(new Cut.AtShares(.1, .25)))
        .isEqualTo("temporal: shares of events 0.1 and 0.25");
    assertThat(RulesText.cut(new Cut.AtTimes(-1000, 1000)))
        .isEqualTo(
            "temporal: validation from 1969-12-31T23:59:59Z, test from 1970-01-01T00:00:01Z");
  }

  /// The name of a file, not where it lay on somebody's disk.
  @Test
  void aUserMapIsNamed() {
    Rules rules = Rules.DEFAULT.withUsers(new UserIds.Mapped(Path.of("/home/me/who.tsv")));
    assertThat(text(rules)).containsEntry("userIds", "as who.tsv says, else separate");
  }
}
