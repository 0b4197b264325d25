package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.identifier.Identifier;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodesTest {
  private static final Codes CODES =
      new Codes(List.of(3, 2), new int[][] {{2, 0}, {0, 1}, {2, 0}, {2, 1}});

  @Test
  void whatDoesNotFitIsRefusedByItemLevelAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codes(List.of(3, 2), new int[][] {{0, 0}, {1, 2}}))
        .withMessage("item number 1 has the code 2 at level 2, which has 0 … 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codes(List.of(3, 2), new int[][] {{-1, 0}}))
        .withMessageContaining("the code -1 at level 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codes(List.of(3, 2), new int[][] {{0}}))
        .withMessage("item number 0 has 1 codes, 2 expected");
    for (List<Integer> sizes : List.of(List.<Integer>of(), List.of(0), Collections.nCopies(9, 2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Codes(sizes, new int[0][]))
          .withMessageContaining(sizes.toString());
    }
  }

  @Test
  void itemsThatBeginAlikeAreGroupedInTheirOrder() {
    assertThat(CODES.groups(0)).containsExactly(List.of(0, 1, 2, 3));
    assertThat(CODES.groups(1)).containsExactly(List.of(0, 2, 3), List.of(1));
    assertThat(CODES.groups(2)).containsExactly(List.of(0, 2), List.of(1), List.of(3));
    assertThat(CODES.surplus()).isEqualTo(1);
  }

  @Test
  void whoeverWritesIntoAnArrayChangesNothing() {
    var given = new int[][] {{1, 1}};
    var codes = new Codes(List.of(3, 2), given);
    given[0][0] = 2;
    codes.of(0)[1] = 0;
    assertThat(codes.of(0)).containsExactly(1, 1);
  }

  @Test
  void identifiersNameLevelAndCode() {
    assertThat(CODES.identifiers().of(3)).isEqualTo(Identifier.of("a2", "b1"));
    assertThat(CODES.identifiers().items(Identifier.of("a2", "b0"))).containsExactly(0, 2);
  }

  @Test
  void aSymbolIsReadAsItWasWritten() {
    assertThat(Codes.code(2, Codes.symbol(2, 170))).isEqualTo(170);
    for (String wrong : List.of("b1", "c01", "c", "", "c1x", "c-1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Codes.code(2, wrong))
          .withMessage("'" + wrong + "' is no code of level 3");
    }
  }

  @Test
  void aLevelIsChangedOrAdded() {
    Codes longer = CODES.with(2, new int[] {0, 0, 1, 0});
    assertThat(longer.sizes()).containsExactly(3, 2, 2);
    assertThat(longer.of(2)).containsExactly(2, 0, 1);
    assertThat(longer.surplus()).isZero();
    Codes changed = CODES.withLast(new int[] {1, 1, 0, 0});
    assertThat(changed.of(0)).containsExactly(2, 1);
    assertThat(changed)
        .isNotEqualTo(CODES)
        .hasSameHashCodeAs(changed.withLast(new int[] {1, 1, 0, 0}));
    assertThat(changed.withLast(new int[] {0, 1, 0, 1}))
        .isEqualTo(CODES)
        .hasToString(CODES.toString());
  }
}
