package dev.grlm.data;

import static dev.grlm.data.InputFiles.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Positions that begin anew in each domain would zip the domains.
class DomainOrderTest {
  private static final String ITEMS = "items.jsonl";
  private static final String INTERACTIONS = "interactions.tsv";

  @TempDir private Path path;
  private InputFiles folder = new InputFiles(Path.of(""));

  @BeforeEach
  void twoDomains() throws IOException {
    folder =
        new InputFiles(path)
            .put(
                ITEMS,
                "{\"id\": \"a1\", \"domain\": \"arts\"}",
                "{\"id\": \"a2\", \"domain\": \"arts\"}",
                "{\"id\": \"o1\", \"domain\": \"office\"}",
                "{\"id\": \"o2\", \"domain\": \"office\"}",
                "{\"id\": \"x1\"}",
                "{\"id\": \"x2\"}");
  }

  @Test
  void positionsThatBeginAnewInEachDomainAreRefused() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\tposition",
        "sound\ta1\t0",
        "u\ta1\t0",
        "u\ta2\t1",
        "u\to1\t0",
        "u\to2\t1");
    folder
        .assertBroken(
            INTERACTIONS,
            ": user 'u' has the position 0 twice, with 'a1' of the domain 'arts' and 'o1' of"
                + " 'office': ")
        .hasMessageEndingWith(
            "grlm convert --from " + path + " --out DIR makes a history per user and domain");
  }

  /// As a conversion writes them that merged the domains by time, and as a run stores them.
  @Test
  void positionsOverAllDomainsAreAnOrder() throws IOException {
    folder.put(
        INTERACTIONS, "user\titem\tposition", "u\to1\t1", "u\ta1\t0", "u\ta2\t2", "v\to1\t0");
    assertThat(ids(folder.read(), 0)).containsExactly("a1", "o1", "a2");
  }

  /// Within a domain they are ties, which the order of the file breaks.
  @Test
  void oneDomainMayHaveAPositionTwice() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition", "u\ta2\t0", "u\ta1\t0", "u\to1\t1");
    assertThat(ids(folder.read(), 0)).containsExactly("a2", "a1", "o1");
  }

  @Test
  void equalTimesAreNoSuchThing() throws IOException {
    folder.put(INTERACTIONS, "user\titem\ttimestamp", "u\to1\t5", "u\ta1\t5");
    assertThat(ids(folder.read(), 0)).containsExactly("o1", "a1");
    folder.put(INTERACTIONS, "user\titem", "u\to1", "u\ta1");
    assertThat(ids(folder.read(), 0)).containsExactly("o1", "a1");
  }

  @Test
  void aColumnSaysTheDomainOfItemsThatDoNotSayIt() throws IOException {
    folder.put(INTERACTIONS, "user\tdomain\titem\tposition", "u\tarts\tx1\t0", "u\toffice\tx2\t0");
    folder.assertBroken(INTERACTIONS, ": user 'u' has the position 0 twice, with 'x1'");
    folder.put(INTERACTIONS, "user\tdomain\titem\tposition", "u\tarts\ta1\t0", "u\toffice\ta2\t0");
    assertThat(ids(folder.read(), 0)).containsExactly("a1", "a2");
  }

  @Provide
  Arbitrary<List<Integer>> positions() {
    return Arbitraries.integers().between(0, 9).list().ofMaxSize(6);
  }

  /// The reference looks whether a position has two domains.
  @Property(tries = 300)
  void aClashIsFoundWhereAPositionHasTwoDomains(
      @ForAll("positions") List<Integer> positions, @ForAll long seed) {
    var catalog =
        new Catalog(
            IntStream.range(0, 6)
                .mapToObj(item ->
                    new Item(
                        "i" + item,
                        "",
                        "",
                        List.of(),
                        List.of(),
                        "",
                        (seed >> item & 1) == 0 ? "arts" : "office",
                        Map.of()))
                .toList());
    long[] sorted = positions.stream().sorted().mapToLong(position -> position).toArray();
    int[] items = IntStream.range(0, sorted.length).toArray();
    Map<Long, String> domains = new HashMap<>();
    boolean clash = false;
    for (int item : items) {
      String domain = catalog.item(item).domain();
      String earlier = domains.putIfAbsent(sorted[item], domain);
      clash |= earlier != null && !earlier.equals(domain);
    }
    assertThat(new DomainOrder(catalog).clash(items, sorted) > 0).isEqualTo(clash);
  }
}
