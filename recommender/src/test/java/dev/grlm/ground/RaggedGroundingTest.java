package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Identifiers of several lengths: exact is the very same, structural is what both have.
class RaggedGroundingTest {
  private static final List<String> TERMS = List.of("hair", "lip", "red", "oil", " ");

  private static World world(String... terms) {
    var identifiers = new ArrayList<Identifier>();
    var ids = new ArrayList<String>();
    for (String line : terms) {
      ids.add(Integer.toString(ids.size()));
      identifiers.add(Identifier.of(line.split(" ", -1)));
    }
    return new World(Identifiers.ofAnyLength(identifiers), ids, new long[terms.length]);
  }

  private static Grounder grounder(World world) {
    return new ElasticGrounder(
        world.identifiers(), world.order(), GroundingConfig.harmonic(world.identifiers().length()));
  }

  @Test
  void exactIsTheSameTermsAndNoMore() {
    Grounder grounder = grounder(world("red mug", "red mug large", "lamp"));
    assertThat(grounder.ground(Identifier.of("red", "mug")))
        .isEqualTo(new Grounding.Exact(List.of(0)));
    assertThat(grounder.ground(Identifier.of("red", "mug", "large")))
        .isEqualTo(new Grounding.Exact(List.of(1)));
    assertThat(grounder.ground(Identifier.of("lamp")).items()).containsExactly(2);
  }

  @Test
  void whatOnlyOneOfTwoHasCountsForNeither() {
    Grounder grounder = grounder(world("blue mug", "blue mug large", "lamp"));
    assertThat(grounder.ground(Identifier.of("blue")))
        .as("both have it, and the first item comes first")
        .isEqualTo(new Grounding.Structural(List.of(0), 1));
    assertThat(grounder.ground(Identifier.of("lamp", "tall", "large")))
        .as("the first slot weighs more than the third")
        .isEqualTo(new Grounding.Structural(List.of(2), 1));
    assertThat(grounder.ground(Identifier.of("lamp", "mug", "large")))
        .as("½ and ⅓ are less than 1")
        .isEqualTo(new Grounding.Structural(List.of(2), 1));
    assertThat(grounder.ground(Identifier.of("tall", "mug", "large", "round")))
        .as("what stands beyond the longest is ignored")
        .isEqualTo(new Grounding.Structural(List.of(1), .5 + 1. / 3));
    assertThat(grounder.ground(Identifier.of("tall"))).isEqualTo(new Grounding.Unmatched());
    assertThat(grounder.ground(Identifier.of())).isEqualTo(new Grounding.Unmatched());
  }

  /// By tables and by postings.
  @ParameterizedTest
  @ValueSource(ints = {4, 9})
  void itIsWhatScoringEveryItemSays(int longest) {
    var random = new Random(longest);
    var identifiers = new ArrayList<Identifier>();
    var ids = new ArrayList<String>();
    var popularity = new long[60];
    for (int item = 0; item < popularity.length; item++) {
      identifiers.add(World.identifier(random, 1 + random.nextInt(longest), TERMS));
      ids.add(Integer.toString(item));
      popularity[item] = random.nextInt(3);
    }
    var world = new World(Identifiers.ofAnyLength(identifiers), ids, popularity);
    Grounder grounder = grounder(world);
    Grounder naive = new NaiveElasticGrounder(world, GroundingConfig.harmonic(longest).weights());
    for (int query = 0; query < 500; query++) {
      Identifier asked = World.identifier(random, 1 + random.nextInt(longest), TERMS);
      assertThat(grounder.ground(asked)).as(asked.toString()).isEqualTo(naive.ground(asked));
    }
  }
}
