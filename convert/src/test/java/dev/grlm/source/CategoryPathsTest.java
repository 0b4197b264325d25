package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CategoryPathsTest {
  @Test
  void theFirstPathIsThePathAndTheOthersGiveNames() {
    CategoryPaths paths =
        CategoryPaths.of(
            List.of(List.of("Home", "Tea"), List.of("Gifts", "Tea"), List.of("Gifts", "Cups")));
    assertThat(paths.first()).containsExactly("Home", "Tea");
    assertThat(paths.more()).containsExactly("Gifts", "Cups");
  }

  @Test
  void emptyPathsSayNothing() {
    assertThat(CategoryPaths.of(List.of())).isEqualTo(CategoryPaths.NONE);
    assertThat(CategoryPaths.of(List.of(List.of(), List.of()))).isEqualTo(CategoryPaths.NONE);
    assertThat(CategoryPaths.of(List.of(List.of(), List.of("A"))).first()).containsExactly("A");
  }

  /// Against the definition, word for word.
  @Property(tries = 200)
  void everyNameOfTheOthersIsThereOnceAndNoneOfTheFirst(@ForAll("paths") List<List<String>> all) {
    CategoryPaths paths = CategoryPaths.of(all);
    Set<String> expected = new LinkedHashSet<>();
    List<List<String>> filled = all.stream().filter(path -> !path.isEmpty()).toList();
    filled.stream()
        .skip(1)
        .flatMap(List::stream)
        .filter(name -> !filled.getFirst().contains(name))
        .forEach(expected::add);
    assertThat(paths.more()).containsExactlyElementsOf(expected);
    assertThat(paths.first()).isEqualTo(filled.isEmpty() ? List.of() : filled.getFirst());
  }

  @Provide
  Arbitrary<List<List<String>>> paths() {
    return Arbitraries.of("A", "B", "C", "D").list().ofMaxSize(3).list().ofMaxSize(4);
  }
}
