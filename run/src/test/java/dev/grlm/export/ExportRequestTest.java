package dev.grlm.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Split;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RANKS   | TREC |      |    | none for ranks; take jsonl, parquet, csv or tsv",
        "METRICS | TREC |      |    | none for metrics",
        "BEAMS   | TREC |      |    | none for beams",
        "LISTS   | CSV  |      | 0  | -k must be at least 1, is 0",
        "METRICS | CSV  |      | 10 | metrics have no length; leave -k out",
        "TARGETS | TREC |      | 10 | targets have no length; leave -k out",
        "TARGETS | CSV  | grlm |    | targets are the same for all rows; leave --row out"
      })
  void whatDoesNotGoTogetherIsRefused(
      What what, Format format, String row, Integer k, String reason) {
    assertThatThrownBy(() ->
            new ExportRequest(
                what,
                format,
                Optional.ofNullable(row),
                Split.TEST,
                k == null ? OptionalInt.empty() : OptionalInt.of(k)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aListIsAsLongAsTheReportsUnlessThereAreFewerItems() {
    var usual =
        new ExportRequest(
            What.LISTS, Format.TREC, Optional.empty(), Split.TEST, OptionalInt.empty());
    assertThat(usual.length(1_000)).isEqualTo(20);
    assertThat(usual.length(7)).isEqualTo(7);
    var all =
        new ExportRequest(
            What.LISTS,
            Format.TREC,
            Optional.empty(),
            Split.TEST,
            OptionalInt.of(Integer.MAX_VALUE));
    assertThat(all.length(1_000)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({"lists.trec,TREC", "a.b.JSONL,JSONL", "x.parquet,PARQUET", "x.csv,CSV", ".tsv,TSV"})
  void theEndOfAFileSaysItsFormat(String name, Format format) {
    assertThat(Format.of(name)).contains(format);
    assertThat(Format.of(name + ".gz")).isEmpty();
  }
}
