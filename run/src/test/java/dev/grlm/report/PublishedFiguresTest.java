package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.report.PublishedFigures.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedFiguresTest {
  private static final PublishedFigures ALL = PublishedFigures.all();

  /// Users of `items` things who took so many in all.
  private static Dataset shop(int users, int items, int interactions) {
    List<Item> catalog =
        IntStream.range(0, items).mapToObj(i -> Item.titled("i" + i, "t")).toList();
    int more = interactions - 5 * users;
    List<History> histories =
        IntStream.range(0, users)
            .mapToObj(user -> new History("u" + user, new int[user == 0 ? 5 + more : 5]))
            .toList();
    return new Dataset(new Catalog(catalog), histories, new TreeMap<>());
  }

  /// What stood in reports before there was a table.
  @Test
  void aReportOnBeautyHasTheSameRowsAsEver() {
    assertThat(ALL.inReport(shop(22_363, 12_101, 194_687)))
        .containsExactly(
            new Report.Published(
                "GRLM (Qwen3-4B)",
                "arXiv 2601.06798, in-domain table",
                Map.of("recall@5", .0607, "recall@10", .0846, "ndcg@10", .0506)),
            new Report.Published(
                "TIGER (13 M)",
                "TIGER (NeurIPS 2023), as copied by later papers",
                Map.of("recall@5", .0454, "ndcg@5", .0321, "recall@10", .0648, "ndcg@10", .0384)));
  }

  @ParameterizedTest
  @CsvSource({"sports, 35598, 18357, 296337", "toys, 19412, 11924, 167597"})
  void theOtherSetsAreKnownByTheirSizesToo(String name, int users, int items, int interactions) {
    Dataset dataset = shop(users, items, interactions);
    assertThat(ALL.name(dataset)).contains(name);
    assertThat(ALL.inReport(dataset))
        .extracting(Report.Published::name)
        .containsExactly("GRLM (Qwen3-4B)", "TIGER (13 M)");
    assertThat(ALL.name(shop(users, items, interactions - 1))).isEmpty();
    assertThat(ALL.inReport(shop(9, 9, 50))).isEmpty();
  }

  /// The paper states what it gains over the best of the others: the figures were copied right.
  @ParameterizedTest
  @CsvSource({
    "beauty, recall@5, OneRec-Think, .0782",
    "beauty, ndcg@10, OneRec-Think, .0743",
    "sports, recall@5, OneRec-Think, .3021",
    "sports, ndcg@10, OneRec-Think, .3096",
    "toys, recall@5, IDGenRec, .1496",
    "toys, ndcg@10, IDGenRec, .1265"
  })
  void gainsAreThoseThatThePaperStates(String set, String metric, String best, double gain) {
    double ours = ALL.value(set, PublishedFigures.FULL, metric).orElseThrow();
    double theirs = ALL.value(set, best, PublishedFigures.FULL, metric).orElseThrow();
    assertThat(ours / theirs - 1).isCloseTo(gain, within(1e-4));
    assertThat(ALL.of(set)).extracting(Row::system).contains(best);
  }

  @ParameterizedTest
  @CsvSource({
    "beauty, without CTG context, recall@5, .0576",
    "sports, without GTI, recall@5, .0361",
    "toys, without GTI, recall@10, .0889",
    "beauty, collaborative, recall@5, .0664",
    "sports, hallucination, vr@10, .989",
    "technology, hallucination, dhr@10, 1",
    "beauty, result files, recall@20, .116532"
  })
  void aTableAsksBySetVariantAndMetric(String set, String variant, String metric, double value) {
    assertThat(ALL.value(set, variant, metric)).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({
    "toys, without GTI, recall@5",
    "beauty, full, ndcg@5",
    "books, full, recall@5",
    "beauty, without ears, recall@5"
  })
  void whatIsNotStatedIsNotThere(String set, String variant, String metric) {
    assertThat(ALL.value(set, variant, metric)).isEmpty();
  }

  @Test
  void everyRowOfTheTableSaysWhereItStands() {
    assertThat(ALL.rows()).hasSizeGreaterThan(50).allMatch(row -> !row.source().isBlank());
    assertThat(Stream.of("beauty", "sports", "toys").map(ALL::of)).allMatch(of -> of.size() > 12);
  }

  private static List<List<String>> table(String... lines) {
    return Arrays.stream(lines).map(line -> Arrays.asList(line.split(",", -1))).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toys,S,full,yes,.5           | 6 cells expected: [toys, S, full, yes, .5]",
        "toys,S,full,yes,,there       | nothing was published of S, full on toys",
        "toys,S,full,yes,5,there      | recall@5 of S on toys is 5.0",
        "toys,S,full,yes,NaN,there    | recall@5 of S on toys is NaN",
        "toys,S,full,yes,.5,          | needs data set, system, variant and source",
        "beauty,S,full,yes,.5,there   | two rows of [beauty, S, full]",
      })
  void aTableThatIsNoneIsRefused(String line, String reason) {
    var broken =
        table("dataset,system,variant,report,recall@5,source", "beauty,S,full,,.1,here", line);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PublishedFigures.rows(broken))
        .withMessageContaining(reason);
  }
}
