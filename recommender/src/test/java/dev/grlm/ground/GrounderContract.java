package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for every [Grounder].
abstract class GrounderContract {
  private static final List<String> TERMS =
      List.of("hair", "chair", "lip", "red", "soft", "oil", "kit", "pro");

  abstract Grounder grounder(World world);

  /// Whether it finds items that share most of an identifier.
  boolean structural() {
    return true;
  }

  private Class<? extends Grounding> near() {
    return structural() ? Grounding.Structural.class : Grounding.Unmatched.class;
  }

  @Test
  void findsEveryIdentifierOfTheCatalogueWithItsCollisionGroup() {
    World world = World.random(new Random(1), 300, 3, TERMS);
    Grounder grounder = grounder(world);
    assertThat(world.identifiers().groups().size()).isBetween(100, 299);
    world
        .identifiers()
        .groups()
        .forEach((identifier, items) -> {
          Grounding grounding = grounder.ground(identifier);
          assertThat(grounding).isInstanceOf(Grounding.Exact.class);
          assertThat(grounding.items()).containsExactlyInAnyOrderElementsOf(items);
        });
  }

  @Test
  void doesNotMatchWhatSharesNothing() {
    Grounder grounder = grounder(World.of("hair red soft", "lip oil kit"));
    assertThat(grounder.ground(Identifier.of("wxyz", "wxyz", "zzz")))
        .isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void doesNotMatchAnythingInAnEmptyCatalogue() {
    Grounder grounder = grounder(World.of());
    assertThat(grounder.ground(Identifier.of("hair", "red", "soft")))
        .isEqualTo(new Grounding.Unmatched());
    assertThat(grounder.ground(Identifier.of())).isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void neverCallsAnIdentifierOfAnotherLengthExact() {
    Grounder grounder = grounder(World.of("hair red soft", "lip oil kit"));
    assertThat(grounder.ground(Identifier.of("hair", "red"))).isInstanceOf(near());
    assertThat(grounder.ground(Identifier.of("hair", "red", "soft", "pro"))).isInstanceOf(near());
  }

  /// As if the other items were not there, though items keep their numbers.
  @Test
  void groundsAmongSomeItemsAsIfThereWereNoOthers() {
    World world = World.random(new Random(4), 120, 3, TERMS);
    var some = new BitSet();
    IntStream.range(0, 120).filter(item -> item % 3 == 1).forEach(some::set);
    int[] numbers = some.stream().toArray();
    var alone =
        new World(
            new Identifiers(Arrays.stream(numbers).mapToObj(world.identifiers()::of).toList()),
            Arrays.stream(numbers).mapToObj(world.ids()::get).toList(),
            Arrays.stream(numbers).mapToLong(item -> world.popularity()[item]).toArray());
    Grounder narrowed = grounder(world).among(some);
    Grounder expected = grounder(alone);
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Identifier generated = World.identifier(random, 3, TERMS);
      Grounding found = narrowed.ground(generated);
      Grounding there = expected.ground(generated);
      assertThat(found).hasSameClassAs(there);
      assertThat(found.items())
          .isEqualTo(there.items().stream().map(item -> numbers[item]).toList());
    }
    assertThat(grounder(world).among(new BitSet()).ground(Identifier.of("hair", "red", "oil")))
        .isEqualTo(new Grounding.Unmatched());
  }

  @Test
  void answersTheSameFromSeveralThreadsAtOnceAndFromASecondGrounder() throws Exception {
    World world = World.random(new Random(2), 400, 4, TERMS);
    var random = new Random(3);
    var generated = new ArrayList<Identifier>();
    for (int i = 0; i < 2000; i++) {
      generated.add(World.identifier(random, 4, TERMS));
    }
    Grounder grounder = grounder(world);
    List<Grounding> expected = generated.stream().map(grounder(world)::ground).toList();
    assertThat(expected).hasAtLeastOneElementOfType(Grounding.Exact.class);
    assertThat(expected).hasAtLeastOneElementOfType(near());
    try (var workers = Executors.newFixedThreadPool(4)) {
      Callable<List<Grounding>> all = () -> generated.stream().map(grounder::ground).toList();
      for (Future<List<Grounding>> answer : workers.invokeAll(List.of(all, all, all, all))) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }
}
