package dev.grlm.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is not there has no row: a reader would take a zero for a finding.
class SummaryTextTest {
  private static final int[] ONE_DOMAIN = {0, 0};

  private static Summary untimed() {
    var builder = new SummaryBuilder(List.of(""));
    builder.item(Item.titled("a", "Ink"), 0);
    builder.item(Item.titled("b", ""), 0);
    builder.person(new int[] {0, 1, 0}, ONE_DOMAIN);
    builder.history(
        new int[] {0, 1, 0}, new long[] {Event.NONE, Event.NONE, Event.NONE}, ONE_DOMAIN);
    builder.cut(3, 1, 2);
    return builder.build("leave-one-out", new TreeMap<>());
  }

  private static Summary byDomain() {
    int[] domainOf = {0, 1};
    var builder = new SummaryBuilder(List.of("arts", "office"));
    builder.item(Item.titled("a", "Ink"), 0);
    builder.item(Item.titled("b", "Pen"), 1);
    builder.person(new int[] {0, 1}, domainOf);
    for (int history = 0; history < 2; history++) {
      builder.history(new int[] {0, 1}, new long[] {0, 90_000}, domainOf);
      builder.cut(2, 1, 1);
    }
    return builder.build("leave-one-out", new TreeMap<>(Map.of("odd lines", 1_234_567L)));
  }

  @Test
  void withoutTimesAndDomainsNothingIsSaidOfThem() {
    Map<String, String> rows = SummaryText.rows(untimed());
    assertThat(rows)
        .containsEntry("users", "1")
        .containsEntry("items", "2, 0 without events")
        .containsEntry("density", "150.0000 %")
        .containsEntry("repeats", "1 (33.33 %), of 1 users")
        .containsEntry("text: title", "50.00 %, 3 characters")
        .containsKey("users to validate, test");
    assertThat(rows.keySet())
        .noneMatch(name -> name.startsWith("domain") || name.startsWith("histories"))
        .doesNotContain("times", "seconds between events", "neighbours at equal times");
  }

  @Test
  void historiesOfUserAndDomainAreToldFromUsers() {
    Map<String, String> rows = SummaryText.rows(byDomain());
    assertThat(rows)
        .containsEntry("users", "1")
        .containsEntry("histories, by user and domain", "2")
        .containsEntry("times", "1970-01-01T00:00:00Z … 1970-01-01T00:01:30Z")
        .containsEntry("seconds between events", "90 … 90, 5 % 90, median 90, 95 % 90, mean 90.00")
        .containsEntry("neighbours at equal times", "0 (0.00 %)")
        .containsEntry("repeats", "0 (0.00 %), of 0 histories")
        .containsEntry("users of arts and office", "1")
        .containsKeys("domain arts", "domain office", "histories to validate, test")
        .doesNotContainKey("users to validate, test");
  }

  @Test
  void aLineIsAFigureOrACount() {
    List<String> lines = SummaryText.table(byDomain()).lines().toList();
    assertThat(lines)
        .hasSize(SummaryText.rows(byDomain()).size() + 1)
        .startsWith("users                              1")
        .endsWith("     1,234,567  odd lines");
  }

  /// A drawing of nothing would look like a fault of the page.
  @Test
  void thePageSaysInWordsWhatIsNotThere() {
    assertThat(SummaryPage.page(untimed()))
        .contains("No two neighbouring events have times.", "There is one domain.", "Nothing.");
    assertThat(SummaryPage.page(byDomain()))
        .contains("1,234,567", "arts and office")
        .doesNotContain("No two neighbouring", "There is one domain.", "Nothing.");
    assertThat(SummaryPage.page(byDomain())).isEqualTo(SummaryPage.page(byDomain()));
  }
}
