package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.TermReport;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.testkit.RealData;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Real words: every item is named, near items share terms, and most identifiers are their own.
@RealData
class RealCatalogTest {
  @ParameterizedTest
  @CsvSource({"beauty, 0.98", "games, 0.92", "ml-100k, 0.98", "yelp, 0.86"})
  void namesEveryItem(String name, double distinct) throws IOException {
    RealCatalog real = RealCatalog.read(name);
    var generator = new ExtractiveTermGenerator(TermConfig.DEFAULT);
    GeneratedTerms named = generator.generate(real.catalog(), real.neighbors());
    TermReport report = TermReport.of(named.identifiers(), real.neighbors(), 1);
    System.out.printf("%s: filled share %.4f, %s%n", name, named.filledShare(), report);
    assertThat(report.wellFormed()).isEqualTo(real.catalog().size());
    assertThat(report.distinctIdentifiers()).isGreaterThan((int) (distinct * report.items()));
    assertThat(report.sharedWithNeighbors()).isGreaterThan(1.5);
    assertThat(report.sharedAtRandom()).isLessThan(0.7);
    assertThat(report.vocabularyPerSlot().getFirst()).isLessThan(report.vocabularyPerSlot().get(3));
  }
}
