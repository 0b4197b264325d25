package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodeDiversityTest {
  private static final double WEIGHT = .7;
  private static final int WIDTH = 3;
  private static final RqVaeConfig CONFIG =
      new RqVaeConfig(List.of(6), WIDTH, .25, 1, false, 4, 8, 1e-3, 0, 0, 0, 1);
  private static final ItemVectors TEXTS = Mixtures.of(1, 3, 3, 5, 4).vectors();
  private static final int[] ITEMS = {0, 4, 2, 7, 8};

  private final RqVae model = LoudRqVae.of(new RqVaeShape(5, List.of(6), WIDTH, 2, 5));
  private final CodeDiversity loss = new CodeDiversity(WEIGHT, 2, 3);

  @AfterEach
  void close() {
    model.close();
  }

  private RqVaePass pass() {
    return new RqVaeObjective(model, TEXTS, CONFIG, 1, List.of()).pass(ITEMS);
  }

  /// Item by item: of all other codes, how surely is the partner of its code told?
  private double scalar(double[][] books, long[][] codes) {
    double total = 0;
    for (int level = 0; level < books.length; level++) {
      int[] partners = loss.partners().get(level);
      for (long code : codes[level]) {
        double others = 0;
        for (int j = 0; j < partners.length; j++) {
          others += j == code ? 0 : Math.exp(product(books[level], (int) code, j));
        }
        total += Math.log(others) - product(books[level], (int) code, partners[(int) code]);
      }
    }
    return WEIGHT * total / books.length;
  }

  private static double product(double[] book, int left, int right) {
    double sum = 0;
    for (int d = 0; d < WIDTH; d++) {
      sum += book[left * WIDTH + d] * book[right * WIDTH + d];
    }
    return sum;
  }

  private double[][] books() {
    return model.codebooks().books().stream()
        .map(book -> book.values().clone())
        .toArray(double[][]::new);
  }

  private long[][] codes() {
    try (var _ = new PointerScope()) {
      return pass().codes();
    }
  }

  @Test
  void theLossAndItsGradientByEveryBookAreThoseOfTheScalarVersion() {
    loss.epochBegins(model, 0);
    double[][] books = books();
    long[][] codes = codes();
    try (var _ = new PointerScope()) {
      assertThat(loss.of(model, pass(), Dropout.none()).item_double())
          .isCloseTo(scalar(books, codes), within(1e-4));
    }
    Map<String, float[]> gradient =
        LoudRqVae.gradient(model, () -> loss.of(model, pass(), Dropout.none()));
    for (int level = 0; level < books.length; level++) {
      float[] found = Objects.requireNonNull(gradient.remove(RqVae.bookName(level)));
      for (int i = 0; i < found.length; i++) {
        double slope = Slope.of(() -> scalar(books, codes), books[level], i);
        assertThat((double) found[i]).isCloseTo(slope, within(1e-4));
      }
    }
    assertThat(gradient).as("the nets").isNotEmpty();
    assertThat(gradient.values()).allSatisfy(values -> assertThat(values).containsOnly(0));
  }

  @Test
  void anEpochsPartnersFollowFromSeedEpochAndBooks() {
    loss.epochBegins(model, 3);
    List<int[]> third = loss.partners();
    var again = new CodeDiversity(WEIGHT, 2, 3);
    again.epochBegins(model, 3);
    assertThat(again.partners().get(0)).containsExactly(third.get(0));
    assertThat(again.partners().get(1)).containsExactly(third.get(1));
    var seen = new HashSet<List<Integer>>();
    for (int epoch = 0; epoch < 6; epoch++) {
      again.epochBegins(model, epoch);
      seen.add(Arrays.stream(again.partners().get(0)).boxed().toList());
    }
    assertThat(seen).hasSizeGreaterThan(1);
  }

  @Test
  void beforeAnEpochHasBegunThereIsNoLoss() {
    try (var _ = new PointerScope()) {
      RqVaePass pass = pass();
      assertThatIllegalStateException()
          .isThrownBy(() -> loss.of(model, pass, Dropout.none()))
          .withMessageContaining("0 levels have partners, 2 are trained");
    }
  }

  @Test
  void booksOfOneCodeHaveNothingToBeDrawnTo() {
    try (RqVae single = LoudRqVae.of(new RqVaeShape(5, List.of(6), WIDTH, 2, 1));
        var _ = new PointerScope()) {
      loss.epochBegins(single, 0);
      RqVaePass pass = new RqVaeObjective(single, TEXTS, CONFIG, 1, List.of()).pass(ITEMS);
      assertThat(loss.of(single, pass, Dropout.none()).item_double()).isZero();
    }
  }

  /// Steps against the gradient bring a code nearer to its partner, by the angle between them.
  @Test
  void codesOfAClusterMoveTogether() {
    loss.epochBegins(model, 0);
    int code = (int) codes()[0][0];
    int partner = loss.partners().get(0)[code];
    var angles = new ArrayList<Double>();
    for (int step = 0; step < 30; step++) {
      double[] book = books()[0];
      angles.add(
          product(book, code, partner)
              / Math.sqrt(product(book, code, code) * product(book, partner, partner)));
      float[] values = Tensors.toFloats(model.book(0));
      float[] gradient =
          Objects.requireNonNull(
              LoudRqVae.gradient(model, () -> loss.of(model, pass(), Dropout.none()))
                  .get(RqVae.bookName(0)));
      for (int i = 0; i < values.length; i++) {
        values[i] -= .1f * gradient[i];
      }
      Tensors.overwrite(model.book(0), values);
    }
    assertThat(angles.getLast()).isGreaterThan(angles.getFirst());
  }
}
