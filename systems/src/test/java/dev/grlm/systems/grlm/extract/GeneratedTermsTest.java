package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.systems.grlm.extract.TermDraft.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedTermsTest {
  @Test
  void countsSayWhereEverySlotComesFrom() {
    GeneratedTerms terms =
        TermDraft.generated(
            List.of(
                new TermDraft(List.of("tea", "red"), List.of(Origin.TEXT, Origin.NEIGHBORS)),
                new TermDraft(List.of("item-7", "red"), List.of(Origin.ITEM, Origin.CATALOG))));
    assertThat(terms.identifiers().all())
        .containsExactly(Identifier.of("tea", "red"), Identifier.of("item-7", "red"));
    assertThat(terms.fromText()).isEqualTo(1);
    assertThat(terms.fromNeighbors()).isEqualTo(1);
    assertThat(terms.fromCatalog()).isEqualTo(1);
    assertThat(terms.fromItem()).isEqualTo(1);
    assertThat(terms.filledShare()).isCloseTo(.75, within(1e-12));
  }

  @Test
  void nothingNamedIsNothingFilled() {
    assertThat(new GeneratedTerms(new Identifiers(List.of()), 0, 0, 0, 0, List.of()).filledShare())
        .isZero();
    assertThat(new GeneratedTerms(new Identifiers(List.of()), 5, 0, 0, 0, List.of()).filledShare())
        .isZero();
  }

  @Test
  void anotherLastTermLeavesTheOthers() {
    var draft = new TermDraft(List.of("tea", "red"), List.of(Origin.TEXT, Origin.TEXT));
    TermDraft other = draft.withLast("item-7", Origin.ITEM);
    assertThat(other.terms()).containsExactly("tea", "item-7");
    assertThat(other.sources()).containsExactly(Origin.TEXT, Origin.ITEM);
    assertThat(draft.terms()).containsExactly("tea", "red");
  }

  @Test
  void aDraftIsItsOwn() {
    var terms = new ArrayList<>(List.of("tea"));
    var draft = new TermDraft(terms, List.of(Origin.TEXT));
    terms.set(0, "pot");
    assertThat(draft.terms()).containsExactly("tea");
  }
}
