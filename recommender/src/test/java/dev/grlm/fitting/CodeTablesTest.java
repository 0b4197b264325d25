package dev.grlm.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.codebook.CodePrefix;
import dev.grlm.codebook.CodeSurvey;
import dev.grlm.codebook.CodeTables;
import dev.grlm.codebook.Codebooks;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.KMeansQuantizer;
import dev.grlm.codebook.Quantized;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Books on a line: 0, 10, 13 and 99, the last of which nobody has, then 0 and 1, then a digit.
class CodeTablesTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              Item.titled("p", "red mug"),
              Item.titled("q", "blue mug"),
              Item.titled("r", "kettle"),
              Item.titled("s", "green mug"),
              Item.titled("t", "teapot")));
  private static final Dataset DATASET = new Dataset(CATALOG, List.of(), new TreeMap<>());
  private static final Codebooks BOOKS =
      new Codebooks(
          List.of(
              new Matrix(4, 1, new double[] {0, 10, 13, 99}),
              new Matrix(2, 1, new double[] {0, 1})));
  private static final ItemVectors VECTORS =
      new ItemVectors(5, 1, new float[] {.4f, .1f, 11, .2f, 13});

  @TempDir Path folder;

  private CodeFiles files() {
    return new CodeFiles(folder.resolve("codes.tsv"), folder.resolve("codebook"));
  }

  private CodeTables tables(Collisions collisions) throws IOException {
    Quantized quantized = BOOKS.quantize(VECTORS);
    Codes codes = collisions.resolve(quantized, ItemOrder.byPopularity(DATASET));
    files().write(CATALOG, new KMeansQuantizer(BOOKS), quantized, codes);
    return files().read(DATASET);
  }

  @Test
  void eachLevelIsToldByItsLargestCodes() throws IOException {
    CodeSurvey survey = CodeSurvey.of(tables(Collisions.DIGIT));
    CodeSurvey.Level first = survey.levels().getFirst();
    assertThat(first.size()).isEqualTo(4);
    assertThat(first.used()).isEqualTo(3);
    assertThat(first.largest())
        .containsExactly(
            new CodeSurvey.Code(0, 3, .6, "blue mug · green mug · red mug"),
            new CodeSurvey.Code(1, 1, .2, "kettle"),
            new CodeSurvey.Code(2, 1, .2, "teapot"));
    assertThat(first.largestShare()).isEqualTo(.6);
    assertThat(survey.levels().getLast().largest())
        .as("of a digit nobody knows what it is about")
        .extracting(CodeSurvey.Code::titles)
        .containsOnly("");
    assertThat(survey.collisionRate()).isEqualTo(.4);
    assertThat(survey.collisionRateAfter()).isZero();
  }

  @Test
  void whatIsKeptStaysARate() throws IOException {
    CodeSurvey survey = CodeSurvey.of(tables(Collisions.KEEP));
    assertThat(survey.collisionRateAfter()).isEqualTo(survey.collisionRate()).isEqualTo(.4);
    assertThat(survey.collidingItems()).isEqualTo(3);
    assertThat(survey.levels()).hasSize(2);
  }

  @Test
  void aBeginningHasItsItemsAndTheCodesBesideIt() throws IOException {
    CodeTables tables = tables(Collisions.DIGIT);
    CodePrefix mugs = CodePrefix.of(tables, new int[] {0}, 2);
    assertThat(mugs.steps())
        .containsExactly(new CodePrefix.Step(0, 3, "blue mug · green mug · red mug"));
    assertThat(mugs.items()).isEqualTo(3);
    assertThat(mugs.shown())
        .containsExactly(
            new CodePrefix.Shown("p", "red mug", List.of(0, 0, 0)),
            new CodePrefix.Shown("q", "blue mug", List.of(0, 0, 1)));
    assertThat(mugs.nearest())
        .as("nobody has 99")
        .containsExactly(
            new CodePrefix.Near(1, 10, 1, "kettle"), new CodePrefix.Near(2, 13, 1, "teapot"));
    CodePrefix kettle = CodePrefix.of(tables, new int[] {1, 1}, 2);
    assertThat(kettle.steps()).extracting(CodePrefix.Step::items).containsExactly(1, 1);
    assertThat(kettle.nearest()).extracting(CodePrefix.Near::code).containsExactly(0);
    assertThat(CodePrefix.of(tables, new int[] {0, 0, 2}, 2).nearest())
        .as("a digit has no book")
        .isEmpty();
    assertThat(CodePrefix.of(tables, new int[] {3}, 2).items()).isZero();
  }

  @Test
  void anItemIsComparedAsFarAsAnotherOneGoes() throws IOException {
    Codes codes = tables(Collisions.DIGIT).codes();
    assertThat(CodePrefix.shared(codes, 0)).containsExactly(0, 0);
    assertThat(CodePrefix.shared(codes, 2)).as("it is alone from the first on").containsExactly(1);
    Codes kept = tables(Collisions.KEEP).codes();
    assertThat(CodePrefix.shared(kept, 0)).containsExactly(0, 0);
  }

  @Test
  void whatNoLevelHasIsRefused() throws IOException {
    CodeTables tables = tables(Collisions.KEEP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodePrefix.of(tables, new int[] {0, 2}, 1))
        .withMessage("level 2 has the codes 0 … 1, not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodePrefix.of(tables, new int[] {0, 0, 0}, 1))
        .withMessage("1 … 2 codes expected, found 3");
  }

  @Test
  void aTornTableOfTitlesIsNamedWithItsLine() throws IOException {
    var _ = tables(Collisions.KEEP);
    Path titles = folder.resolve("codebook/codebook.tsv");
    Files.writeString(titles, Files.readString(titles).replace("2\t1\t", "4\t1\t"));
    assertThatThrownBy(() -> files().read(DATASET))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(titles + ":7: expected level, code, items and titles");
  }
}
