package dev.grlm.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.RunListener;
import dev.grlm.summary.Summary;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real data sets come out with the counts that their descriptions give.
@RealData
class SharedConversionTest {
  @TempDir private Path folder;

  private Summary summary(Path from) throws IOException {
    return Conversion.run(ConversionSettings.of(from, folder.resolve("out")), RunListener.silent())
        .summary();
  }

  @ParameterizedTest
  @CsvSource({
    "beauty, 22363, 12101, 194687, 0",
    "scientific, 8317, 4344, 58492, 0",
    "games, 50546, 16859, 440264, 0",
    "ml-100k, 943, 1349, 99287, 0",
    "yelp, 30431, 20033, 316354, 11830"
  })
  void countsAreThoseOfTheDescription(
      String name, long users, long items, long events, long repeats) throws IOException {
    Summary summary = summary(SharedData.folder(name));
    assertThat(summary.users()).isEqualTo(users);
    assertThat(summary.items()).isEqualTo(items);
    assertThat(summary.events()).isEqualTo(events);
    assertThat(summary.repeats()).isEqualTo(repeats);
    assertThat(summary.counts().keySet()).noneMatch(reason -> reason.startsWith("lines dropped"));
  }

  @Test
  void theUnitOfTwoDomainsWithoutTimesIsUserAndDomain() throws IOException {
    Summary summary = summary(SharedData.folder("arts-office"));
    assertThat(summary.users()).isEqualTo(9577);
    assertThat(summary.histories()).isEqualTo(2 * 9577L);
    assertThat(summary.items()).isEqualTo(18639 + 19757L);
    // Every history of a domain shows the other one's, less its two targets.
    long own = 110_462 + 97_664;
    assertThat(summary.events()).isEqualTo(2 * own - 2 * 2 * 9577L);
  }

  @Test
  void itemsWithoutEventsAreRefusedInOneLine() {
    Path office = SharedData.folder("office");
    assertThatThrownBy(() -> summary(office))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("there are items and no interactions.tsv");
  }
}
