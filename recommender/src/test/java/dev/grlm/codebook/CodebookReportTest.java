package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebookReportTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              Item.titled("p", "red\tmug"),
              Item.titled("q", "blue mug"),
              Item.titled("r", " "),
              Item.titled("s", "green mug")));
  private static final Codebooks BOOKS =
      new Codebooks(
          List.of(
              new Matrix(3, 1, new double[] {0, 10, 99}), new Matrix(2, 1, new double[] {0, 1})));
  private static final Quantized QUANTIZED =
      BOOKS.quantize(new ItemVectors(4, 1, new float[] {.4f, .1f, 11, .2f}));

  @TempDir Path folder;

  @Test
  void usageAndPerplexityAreThoseOfTheItems() {
    Codes codes = Collisions.DIGIT.resolve(QUANTIZED, order(0, 1, 0, 0));
    CodebookReport report = CodebookReport.of(QUANTIZED.codes(), codes);
    assertThat(report.levels()).extracting(CodebookReport.Level::size).containsExactly(3, 2, 3);
    assertThat(report.levels()).extracting(CodebookReport.Level::used).containsExactly(2, 2, 3);
    // Three items against one: exp(−¾ ln ¾ − ¼ ln ¼).
    double expected = Math.exp(-.75 * Math.log(.75) - .25 * Math.log(.25));
    assertThat(report.levels().getFirst().perplexity()).isCloseTo(expected, within(1e-12));
    assertThat(report.collisionRate()).as("3 of 4 have one sequence").isEqualTo(.5);
    assertThat(report.collidingItems()).isZero();
    assertThat(report.largestGroup()).isEqualTo(1);
    CodebookReport kept = CodebookReport.of(QUANTIZED.codes(), QUANTIZED.codes());
    assertThat(kept.collidingItems()).isEqualTo(3);
    assertThat(kept.largestGroup()).isEqualTo(3);
  }

  @Test
  void nothingHasNoCollisions() {
    var none = new Codes(List.of(2), new int[0][]);
    CodebookReport report = CodebookReport.of(none, none);
    assertThat(report.collisionRate()).isZero();
    assertThat(report.largestGroup()).isZero();
  }

  @Test
  void aCodeIsToldByTheTitlesThatLieNearestToIt() throws IOException {
    Path file = folder.resolve("codebook.tsv");
    CodeTitles.write(file, CATALOG, QUANTIZED);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "level\tcode\titems\ttitles",
            "1\t0\t3\tblue mug · green mug · red mug",
            "1\t1\t1\tr",
            "1\t2\t0\t",
            "2\t0\t3\tblue mug · green mug · red mug",
            "2\t1\t1\tr");
  }

  private static ItemOrder order(long... popularity) {
    return ItemOrder.of(CATALOG.items().stream().map(Item::id).toList(), popularity);
  }

  @Test
  void aPrefixIsToldByTheTitlesThatBeginWithIt() {
    var titles = new PrefixTitles(QUANTIZED.codes().identifiers(), CATALOG, order(1, 7, 9, 2));
    assertThat(titles.text(List.of("a0"))).isEqualTo("a0 (blue mug · green mug · red mug)");
    assertThat(titles.text(List.of("a1", "b1"))).isEqualTo("b1 (r)");
    assertThat(titles.text(List.of("a1", "b0"))).as("no item begins so").isEqualTo("b0");
    var all = new Codes(List.of(1), new int[][] {{0}, {0}, {0}, {0}});
    assertThat(new PrefixTitles(all.identifiers(), CATALOG, order(0, 0, 0, 5)).text(List.of("a0")))
        .isEqualTo("a0 (green mug · red mug · blue mug and 1 more)");
  }
}
