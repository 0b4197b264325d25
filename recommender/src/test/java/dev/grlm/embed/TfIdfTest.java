package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TfIdfTest {
  @Test
  void weightsByHand() {
    List<List<String>> documents = List.of(List.of("b", "a", "b"), List.of("b"), List.of());
    TfIdf words = TfIdf.fit(documents, 1, 10);
    // three documents: a is in one, b in two
    double a = 1 + Math.log(4.0 / 2.0);
    double b = 1 + Math.log(4.0 / 3.0);
    assertThat(words.idfByWord()).containsExactly(Map.entry("a", a), Map.entry("b", b));

    SparseRows vectors = words.vectors(documents);
    double twice = (1 + Math.log(2)) * b;
    double length = Math.sqrt(a * a + twice * twice);
    double[][] dense = SparseRowsReference.dense(vectors);
    assertThat(dense[0]).containsExactly(new double[] {a / length, twice / length}, within(1e-15));
    assertThat(dense[1]).containsExactly(0, 1);
    assertThat(dense[2]).containsExactly(0, 0);
  }

  @Test
  void keepsTheWordsInMostDocuments() {
    List<List<String>> documents =
        List.of(
            List.of("c", "a", "x"), List.of("c", "b"), List.of("c", "b", "a"), List.of("d", "d"));
    assertThat(TfIdf.fit(documents, 2, 10).idfByWord().keySet()).containsExactly("a", "b", "c");
    // a and b are in two each, the alphabet decides
    assertThat(TfIdf.fit(documents, 1, 2).idfByWord().keySet()).containsExactly("a", "c");
  }
}
