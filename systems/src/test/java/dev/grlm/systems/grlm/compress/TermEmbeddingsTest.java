package dev.grlm.systems.grlm.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.embed.Embeddings;
import dev.grlm.embed.TextEncoder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TermEmbeddingsTest {
  /// Knows texts that begin with `k`, each its own direction out of three.
  private static final class Letters implements TextEncoder {
    private final List<String> asked = new ArrayList<>();

    @Override
    public int dimensions() {
      return 3;
    }

    @Override
    public Embeddings encode(List<String> texts) {
      asked.addAll(texts);
      var values = new float[3 * texts.size()];
      for (int row = 0; row < texts.size(); row++) {
        if (texts.get(row).startsWith("k")) {
          values[3 * row + Math.floorMod(texts.get(row).hashCode(), 3)] = 1;
        }
      }
      return new Embeddings(texts.size(), 3, values);
    }
  }

  private static Embeddings items(int rows, Random random) {
    var values = new float[3 * rows];
    for (int row = 0; row < rows; row++) {
      if (random.nextInt(4) > 0) {
        values[3 * row + random.nextInt(3)] = random.nextBoolean() ? 1 : -1;
      }
    }
    return new Embeddings(rows, 3, values);
  }

  @Test
  void termsAreEncodedAsTheWordsTheyAreMadeOf() {
    var encoder = new Letters();
    var identifiers = new Identifiers(List.of(Identifier.of("k-hair_mask", "x-y")));
    TermEmbeddings unused =
        TermEmbeddings.of(identifiers, encoder, new Embeddings(1, 3, new float[] {0, 0, 1}));
    assertThat(encoder.asked).containsExactly("k hair mask", "x y");
    assertThat(unused.fromItems()).isEqualTo(1);
    assertThat(Arrays.copyOfRange(unused.rows().values(), 3, 6)).containsExactly(0, 0, 1);
  }

  @Test
  void theCommonestComeFirstAndEquallyCommonOnesByName() {
    var identifiers =
        new Identifiers(
            List.of(Identifier.of("b", "c"), Identifier.of("a", "c"), Identifier.of("c", "c")));
    TermEmbeddings terms =
        TermEmbeddings.of(identifiers, new Letters(), new Embeddings(3, 3, new float[9]));
    assertThat(terms.terms()).containsExactly("c", "a", "b");
    assertThat(terms.uses()).containsExactly(4, 1, 1);
    assertThat(terms.fromItems()).as("no item has a direction").isZero();
    assertThat(terms.rows().values()).containsOnly(0);
  }

  /// Sums over the items that have a term, for every term that the encoder does not know.
  @Property(tries = 200)
  void unknownTermsLieWhereTheirItemsDo(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    var random = new Random(seed);
    List<String> words = List.of("k1", "k2", "a", "b", "c-d", "e");
    var identifiers =
        new Identifiers(
            IntStream.range(0, size)
                .mapToObj(
                    _ -> Identifier.of(words.get(random.nextInt(6)), words.get(random.nextInt(6))))
                .toList());
    Embeddings items = items(size, random);
    TermEmbeddings terms = TermEmbeddings.of(identifiers, new Letters(), items);
    Map<String, double[]> sums = new HashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (int item = 0; item < size; item++) {
      for (String term : identifiers.of(item).symbols()) {
        double[] sum = sums.computeIfAbsent(term, _ -> new double[3]);
        for (int d = 0; d < 3; d++) {
          sum[d] += items.values()[3 * item + d];
        }
        uses.merge(term, 1, Integer::sum);
      }
    }
    assertThat(terms.terms())
        .isSortedAccordingTo(
            Comparator.<String>comparingInt(term -> -uses.getOrDefault(term, 0))
                .thenComparing(Comparator.naturalOrder()))
        .containsExactlyInAnyOrderElementsOf(uses.keySet());
    int placed = 0;
    for (int row = 0; row < terms.terms().size(); row++) {
      String term = terms.terms().get(row);
      float[] found = Arrays.copyOfRange(terms.rows().values(), 3 * row, 3 * row + 3);
      double[] sum = sums.getOrDefault(term, new double[3]);
      double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
      if (term.startsWith("k")) {
        assertThat(found).isEqualTo(new Letters().encode(List.of(term)).values());
      } else {
        placed += length > 0 ? 1 : 0;
        for (int d = 0; d < 3; d++) {
          assertThat((double) found[d]).isCloseTo(length > 0 ? sum[d] / length : 0, within(1e-6));
        }
      }
      assertThat(terms.uses().get(row)).isEqualTo(uses.get(term));
    }
    assertThat(terms.fromItems()).isEqualTo(placed);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    var identifiers = new Identifiers(List.of(Identifier.of("a"), Identifier.of("b")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TermEmbeddings.of(identifiers, new Letters(), new Embeddings(1, 3, new float[3])))
        .withMessage("embeddings of 1 items × 3 for 2 identifiers and an encoder of 3 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TermEmbeddings.of(identifiers, new Letters(), new Embeddings(2, 2, new float[4])))
        .withMessage("embeddings of 2 items × 2 for 2 identifiers and an encoder of 3 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new TermEmbeddings(List.of("a"), List.of(1, 2), new Embeddings(1, 1, new float[1]), 0))
        .withMessage("1 terms, 2 uses, 1 rows");
  }
}
