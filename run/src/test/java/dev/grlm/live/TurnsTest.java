package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void callersTakeTurns() {
    var turns = new Turns<String>(100);
    turns.add("a", List.of("a1", "a2"));
    turns.add("a", List.of("a3"));
    turns.add("b", List.of("b1"));
    turns.add("c", List.of("c1", "c2"));
    assertThat(turns.take(4)).containsExactly("a1", "b1", "c1", "a2");
    turns.add("b", List.of("b2"));
    assertThat(turns.take(9)).containsExactly("c2", "a3", "b2");
    assertThat(turns.isEmpty()).isTrue();
    assertThat(turns.take(1)).isEmpty();
  }

  @Test
  void oneMayFillItAndGivesWayToWhoHasLess() {
    var turns = new Turns<String>(4);
    assertThat(turns.add("a", List.of("a1", "a2"))).contains(List.of());
    assertThat(turns.add("a", List.of("a3"))).contains(List.of());
    assertThat(turns.add("a", List.of("a4"))).contains(List.of());
    assertThat(turns.add("a", List.of("a5"))).as("its own do not give way").isEmpty();
    assertThat(turns.add("b", List.of("b1"))).contains(List.of("a4"));
    assertThat(turns.add("b", List.of("b2"))).as("a has 3, b would have 2").contains(List.of("a3"));
    assertThat(turns.add("b", List.of("b3"))).as("b has its share").isEmpty();
    assertThat(turns.size()).isEqualTo(4);
    assertThat(turns.take(9)).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void aGroupComesAndGoesAsAWhole() {
    var turns = new Turns<String>(4);
    assertThat(turns.add("a", List.of("1", "2", "3", "4", "5"))).isEqualTo(Optional.empty());
    assertThat(turns.isEmpty()).isTrue();
    turns.add("a", List.of("a1", "a2", "a3", "a4"));
    assertThat(turns.add("b", List.of("b1"))).contains(List.of("a1", "a2", "a3", "a4"));
    turns.removeAll(List.of("b1", "a1"));
    assertThat(turns.size()).isZero();
    assertThat(turns.take(2)).isEmpty();
  }
}
