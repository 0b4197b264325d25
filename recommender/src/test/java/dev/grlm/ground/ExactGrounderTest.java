package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactGrounderTest extends GrounderContract {
  private static final Identifier SHARED = Identifier.of("a1", "b1");
  private static final Grounder GROUNDER =
      new ExactGrounder(
          new Identifiers(List.of(SHARED, Identifier.of("a1", "b2"), SHARED)),
          ItemOrder.of(List.of("x", "y", "z"), new long[] {1, 9, 4}));

  @Override
  Grounder grounder(World world) {
    return new ExactGrounder(world.identifiers(), ItemOrder.of(world.ids(), world.popularity()));
  }

  @Override
  boolean structural() {
    return false;
  }

  @Test
  void theItemsOfAnIdentifierComeInTheirOrder() {
    assertThat(GROUNDER.ground(SHARED)).isEqualTo(new Grounding.Exact(List.of(2, 0)));
  }

  @Test
  void nothingIsNearToWhatIsNotThere() {
    assertThat(GROUNDER.ground(Identifier.of("a1", "b3"))).isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void amongSomeItemsThereAreNoOthers() {
    var some = new BitSet();
    some.set(0, 2);
    Grounder among = GROUNDER.among(some);
    assertThat(among.ground(SHARED)).isEqualTo(new Grounding.Exact(List.of(0)));
    some.clear(0);
    assertThat(GROUNDER.among(some).ground(SHARED)).isEqualTo(new Grounding.Unmatched());
  }
}
