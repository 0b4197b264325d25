package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.ground.Grounding;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A shop of two domains, odd and even items, asked about one of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AboutDomainTest {
  private static final List<Integer> EVEN =
      IntStream.range(0, CyclicShop.ITEMS).filter(item -> item % 2 == 0).boxed().toList();

  private Grlm fitted;
  private Grlm shop;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    Path data = CyclicShop.of(30).write(temporary.resolve("data"));
    fitted =
        Grlm.fit(
            data,
            temporary.resolve("run"),
            CyclicShop.config(1, 1),
            SystemRun.Inputs.NONE,
            RunListener.silent());
    shop = fitted.with(items(), fitted.identifiers().all());
  }

  @AfterAll
  void close() {
    fitted.close();
  }

  private static List<Item> items() {
    return IntStream.range(0, CyclicShop.ITEMS)
        .mapToObj(item ->
            new Item(
                CyclicShop.id(item),
                CyclicShop.title(item),
                "",
                List.of(),
                List.of(),
                "",
                item % 2 == 0 ? "even" : "odd",
                Map.of()))
        .toList();
  }

  private List<Integer> asked(Grlm grlm, int user, int k) {
    return grlm.recommendFor("u" + user, k).stream().map(one -> one.place().item()).toList();
  }

  @Test
  void onlyItsItemsComeAndAllOfThem() {
    for (Grlm about :
        List.of(shop.about("even"), shop.about("even").free(), shop.free().about("even"))) {
      assertThat(about.domain()).contains("even");
      for (int user = 0; user < 5; user++) {
        assertThat(asked(about, user, 5)).hasSize(5).isSubsetOf(EVEN);
      }
    }
    assertThat(asked(shop.about("even"), 1, CyclicShop.ITEMS).size())
        .isEqualTo(
            EVEN.size()
                - (int)
                    IntStream.of(shop.history("u1").orElseThrow().items())
                        .distinct()
                        .filter(item -> item % 2 == 0)
                        .count());
    assertThat(shop.domain()).isEmpty();
  }

  /// In the order in which they stand among all items: what is closed makes nothing likelier.
  @Test
  void theOrderIsThatOfTheWholeList() {
    for (int user = 0; user < 5; user++) {
      List<Integer> whole = asked(shop, user, CyclicShop.ITEMS);
      assertThat(asked(shop.about("even"), user, CyclicShop.ITEMS))
          .isEqualTo(whole.stream().filter(EVEN::contains).toList());
    }
  }

  @Test
  void whatIsShownOfTheSearchIsOfTheDomainToo() {
    Query query = Query.of(new int[] {3, 4}, 5, false);
    var explained = shop.about("odd").explain(query);
    assertThat(explained.list()).hasSize(5).noneMatch(one -> EVEN.contains(one.item()));
    assertThat(leaves(explained.beams()).flatMap(leaf -> leaf.items().stream()))
        .isNotEmpty()
        .noneMatch(EVEN::contains);
  }

  private static Stream<Grounding> leaves(List<BeamNode> beams) {
    return beams.stream()
        .flatMap(
            beam -> Stream.concat(Stream.ofNullable(beam.grounding()), leaves(beam.children())));
  }

  @Test
  void anUnknownDomainIsToldWhichThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shop.about("Even"))
        .withMessage("no item is of the domain 'Even'; there are 'even', 'odd'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fitted.about("even"))
        .withMessage("no item is of the domain 'even'; no item has a domain");
  }

  /// What has come since is of the domain as well.
  @Test
  void aCatalogueThatGrowsStaysAskedAboutItsDomain() {
    var more = new ArrayList<>(items());
    var all = new ArrayList<>(shop.identifiers().all());
    more.add(new Item("new", "garden lamp", "", List.of(), List.of(), "", "even", Map.of()));
    all.add(all.get(1));
    Grlm grown = shop.about("even").with(more, all);
    assertThat(grown.domain()).contains("even");
    assertThat(asked(grown, 1, 100)).contains(CyclicShop.ITEMS).doesNotContain(1);
  }

  @Test
  void listsOfAllUsersSayWhatTheyAreAbout(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("even.jsonl");
    Grlm about = shop.about("even");
    BulkRecommendations.write(about, 2, file, RunListener.silent());
    List<String> lines = Files.readAllLines(file);
    assertThat(Json.parse(lines.getFirst()).path("domain").asText()).isEqualTo("even");
    Path part = folder.resolve("other.jsonl.part");
    Files.write(part, lines.subList(0, 3));
    Path other = folder.resolve("other.jsonl");
    assertThatThrownBy(() -> BulkRecommendations.write(shop, 2, other, RunListener.silent()))
        .isInstanceOf(IOException.class)
        .hasMessage(part + ":1: not of this run with k = 2; delete the file to begin anew");
    assertThatThrownBy(
            () -> BulkRecommendations.write(shop.about("odd"), 2, other, RunListener.silent()))
        .hasMessageContaining("with k = 2 and the domain 'odd'; delete");
    BulkRecommendations.write(about, 2, other, RunListener.silent());
    assertThat(other).hasSameBinaryContentAs(file);
  }
}
