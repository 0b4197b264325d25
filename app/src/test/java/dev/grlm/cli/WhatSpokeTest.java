package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.run.ItemReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reasons on a terminal and in JSON.
class WhatSpokeTest {
  @ParameterizedTest
  @CsvSource({
    "1, ×1.0",
    "3.14, ×3.1",
    "9.94, ×9.9",
    "9.96, ×10",
    "12345.6, '×12,346'",
    ".949, ×0.95",
    ".04, ×0.04",
    ".004, below ×0.01"
  })
  void aFactorHasTwoDigitsOrSo(double factor, String expected) {
    assertThat(WhatSpoke.factor(factor)).isEqualTo(expected);
  }

  private static ItemReason of(String words, double factor, @Nullable Item because) {
    return new ItemReason("any", words, Math.log(factor), "with", because);
  }

  @Test
  void theStrongestAreToldWithTheirFactorsTheOthersNamed() {
    var soap = Item.titled("p1", "Rose soap");
    List<ItemReason> four =
        List.of(
            of("bought together", 22, soap),
            of("the model", 3, null),
            of("a", 2, null),
            of("b", .5, soap));
    List<List<String>> told =
        List.of(
            List.of("×22", "bought together with Rose soap"),
            List.of("×3.0", "the model"),
            List.of("×2.0", "a"),
            List.of("×0.50", "b with Rose soap"));
    assertThat(WhatSpoke.lines(four)).isEqualTo(told);
    var six = new ArrayList<>(four);
    six.add(of("c", 1.2, soap));
    six.add(of("d", 1.1, null));
    assertThat(WhatSpoke.lines(six))
        .containsExactly(
            told.get(0), told.get(1), told.get(2), told.get(3), List.of("", "weaker: c, d"));
    assertThat(WhatSpoke.lines(List.of()))
        .containsExactly(List.of("", "nothing: it fills the list up"));
  }

  @Test
  void aReasonInJsonNamesTheItemOrSaysThatThereIsNone() {
    var soap = Item.titled("p1", "Rose soap");
    var reasons =
        List.of(
            new ItemReason("bought-together", "bought together", 1.5, "with", soap),
            new ItemReason("model", "the model", -.5, "", null));
    assertThat(WhatSpoke.json(reasons))
        .hasToString(
            """
            [{"expert":"bought-together","words":"bought together","added":1.5,\
            "because":{"link":"with","id":"p1","title":"Rose soap"}},\
            {"expert":"model","words":"the model","added":-0.5,"because":null}]\
            """);
  }
}
