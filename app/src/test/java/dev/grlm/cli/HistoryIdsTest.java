package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.io.Json;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryIdsTest {
  private static final Set<String> KNOWN =
      Set.of("a", "b", "a,b", "c\"d", "e'f", "[x]", "1,5", "é");

  private static List<String> read(String... values) {
    return HistoryIds.of(List.of(values), KNOWN::contains);
  }

  @Test
  void commasPartIdsAndTheOptionMayBeRepeated() {
    assertThat(read("a,é")).containsExactly("a", "é");
    assertThat(read("a, é", "b")).containsExactly("a", "é", "b");
    assertThat(read("a", "a")).as("bought twice").containsExactly("a", "a");
  }

  @Test
  void anIdWithACommaOrAQuoteIsOneId() {
    assertThat(read("1,5", "c\"d")).containsExactly("1,5", "c\"d");
    assertThat(read("c\"d,e'f")).containsExactly("c\"d", "e'f");
    assertThat(read("[x]")).as("no list, for an item is called so").containsExactly("[x]");
  }

  @Test
  void aListInJsonIsTakenAsItStands() {
    assertThat(read("[\"a,b\", \"c\\\"d\", 7]")).containsExactly("a,b", "c\"d", "7");
    assertThat(read("[]")).isEmpty();
  }

  @Test
  void whatCanBeReadInTwoWaysIsNotGuessed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("a,b"))
        .withMessageContaining("[\"a,b\"] or [\"a\",\"b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", ",a", "a,", "", "[\"a\"", "[null]", "[[\"a\"]]", "[1.5]"})
  void brokenValuesAreNamed(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(value))
        .withMessageStartingWith("--history");
  }

  /// Whatever ids there are, as JSON they can be asked for.
  @Property(tries = 200)
  void anyIdsCanBeWrittenAsJson(@ForAll @Size(min = 1, max = 4) List<String> ids) {
    assertThat(HistoryIds.of(List.of(Json.line(ids)), _ -> false)).isEqualTo(ids);
  }

  @Property(tries = 200)
  void anyIdOfTheCatalogueCanBeWrittenAsItIs(@ForAll String id) {
    assertThat(HistoryIds.of(List.of(id), id::equals)).containsExactly(id);
  }
}
