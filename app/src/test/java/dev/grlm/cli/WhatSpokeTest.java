package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.run.ItemReason;
import java.util.List;
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
