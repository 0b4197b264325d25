package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.embed.Embeddings;
import dev.grlm.run.ItemNaming.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestRowsTest {
  private static final int DIMENSIONS = 37;

  private static Embeddings random(int rows, SplittableRandom random) {
    var values = new float[rows * DIMENSIONS];
    for (int row = 0; row < rows; row++) {
      double square = 0;
      for (int d = 0; d < DIMENSIONS; d++) {
        float value = (float) random.nextDouble(-1, 1.2);
        values[row * DIMENSIONS + d] = value;
        square += value * value;
      }
      for (int d = 0; d < DIMENSIONS; d++) {
        values[row * DIMENSIONS + d] /= (float) Math.sqrt(square);
      }
    }
    return new Embeddings(rows, DIMENSIONS, values);
  }

  private static Embeddings one(Embeddings all, int row) {
    int from = row * DIMENSIONS;
    return new Embeddings(1, DIMENSIONS, Arrays.copyOfRange(all.values(), from, from + DIMENSIONS));
  }

  @Test
  void severalAreFoundAsOneIsToTheBit() {
    var random = new SplittableRandom(5);
    var search = new NearestRows(random(400, random), 7);
    Embeddings texts = random(300, random);
    List<Nearest> together = search.of(texts);
    assertThat(together).hasSize(300);
    for (int text = 0; text < 300; text++) {
      Nearest alone = search.of(one(texts, text)).getFirst();
      assertThat(together.get(text).items()).isEqualTo(alone.items());
      assertThat(together.get(text).cosines()).isEqualTo(alone.cosines());
      assertThat(together.get(text).text()).isEqualTo(alone.text());
    }
  }

  @Test
  void theBestAreThoseOfAFullSort() {
    var random = new SplittableRandom(6);
    Embeddings rows = random(50, random);
    Embeddings texts = random(20, random);
    List<Nearest> found = new NearestRows(rows, 5).of(texts);
    for (int text = 0; text < 20; text++) {
      float[] cosines = new float[50];
      for (int row = 0; row < 50; row++) {
        for (int d = 0; d < DIMENSIONS; d++) {
          cosines[row] +=
              texts.values()[text * DIMENSIONS + d] * rows.values()[row * DIMENSIONS + d];
        }
      }
      int[] best =
          IntStream.range(0, 50)
              .boxed()
              .sorted((left, right) -> Float.compare(cosines[right], cosines[left]))
              .limit(5)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(found.get(text).items()).isEqualTo(best);
    }
  }

  @Test
  void whatHasNoDirectionHasNoNeighbors() {
    var random = new SplittableRandom(7);
    var nothing = new Embeddings(9, DIMENSIONS, new float[9 * DIMENSIONS]);
    assertThat(new NearestRows(random(50, random), 5).of(nothing))
        .allSatisfy(found -> assertThat(found.items()).isEmpty());
    assertThat(new NearestRows(new Embeddings(0, DIMENSIONS, new float[0]), 5).of(nothing))
        .allSatisfy(found -> assertThat(found.items()).isEmpty());
  }
}
