package dev.grlm.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// One pass over histories against sums over all of them.
class SummaryAgainstPlainTest {
  private static final List<String> DOMAINS = List.of("arts", "office", "garden");
  private static final int[] DOMAIN_OF = {0, 1, 2, 0, 1, 0, 2, 2, 1};

  /// Item numbers and times in seconds, of one person.
  private record Person(int[] items, long[] seconds) {
    long[] millis() {
      return Arrays.stream(seconds).map(second -> 1000 * second).toArray();
    }

    boolean has(int domain) {
      return Arrays.stream(items).anyMatch(item -> DOMAIN_OF[item] == domain);
    }
  }

  private static List<Person> people(long seed) {
    var random = new Random(seed);
    var people = new ArrayList<Person>();
    for (int person = 0; person < 1 + random.nextInt(12); person++) {
      int length = 1 + random.nextInt(9);
      people.add(
          new Person(
              random.ints(length, 0, DOMAIN_OF.length - 1).toArray(),
              random.longs(length, 0, 40).sorted().toArray()));
    }
    return people;
  }

  private static Summary summary(List<Person> people) {
    var builder = new SummaryBuilder(DOMAINS);
    for (int item = 0; item < DOMAIN_OF.length; item++) {
      builder.item(Item.titled("i" + item, item % 3 == 0 ? "" : "title"), DOMAIN_OF[item]);
    }
    for (Person person : people) {
      builder.person(person.items(), DOMAIN_OF);
      builder.history(person.items(), person.millis(), DOMAIN_OF);
      int length = person.items().length;
      builder.cut(length, Math.max(0, length - 2), length - 1);
    }
    return builder.build("leave-one-out", new TreeMap<>());
  }

  @Property(tries = 200)
  void figuresAreThoseOfAllHistoriesTogether(@ForAll long seed) {
    List<Person> people = people(seed);
    Summary summary = summary(people);
    int[] all = people.stream().flatMapToInt(person -> Arrays.stream(person.items())).toArray();
    assertThat(summary.users()).isEqualTo(people.size()).isEqualTo(summary.histories());
    assertThat(summary.events()).isEqualTo(all.length);
    assertThat(summary.density()).isEqualTo((double) all.length / people.size() / DOMAIN_OF.length);
    assertThat(summary.itemsWithoutEvents())
        .isEqualTo(DOMAIN_OF.length - Arrays.stream(all).distinct().count());
    long repeats = 0;
    long sameTime = 0;
    for (Person person : people) {
      Set<Integer> seen = new HashSet<>();
      repeats += Arrays.stream(person.items()).filter(item -> !seen.add(item)).count();
      long[] times = person.seconds();
      sameTime += IntStream.range(1, times.length).filter(at -> times[at] == times[at - 1]).count();
    }
    assertThat(summary.repeats()).isEqualTo(repeats);
    assertThat(summary.sameTime()).isEqualTo(sameTime);
    assertThat(summary.neighbouring()).isEqualTo(all.length - people.size());
    assertThat(summary.gaps().stream().mapToLong(Summary.Gap::pairs).sum())
        .isEqualTo(summary.neighbouring());
    assertThat(summary.lengths().stream().mapToLong(Summary.Bucket::histories).sum())
        .isEqualTo(people.size());
    assertThat(summary.split().testEvents()).isEqualTo(people.size());
    assertThat(summary.gini()).isCloseTo(gini(all), within(1e-9));
    assertThat(summary.text()).containsEntry("title", new Summary.Coverage(6 / 9.0, 5));
  }

  /// Half the mean difference of all pairs, over the mean.
  private static double gini(int[] all) {
    long[] counts = new long[DOMAIN_OF.length];
    Arrays.stream(all).forEach(item -> counts[item]++);
    double differences = 0;
    for (long one : counts) {
      for (long other : counts) {
        differences += Math.abs(one - other);
      }
    }
    return differences / (2.0 * counts.length * all.length);
  }

  @Property(tries = 100)
  void domainsAndTheirPairsCountPeople(@ForAll long seed) {
    List<Person> people = people(seed);
    Summary summary = summary(people);
    for (int domain = 0; domain < DOMAINS.size(); domain++) {
      int number = domain;
      Summary.Domain figures = summary.domains().get(domain);
      assertThat(figures.users()).isEqualTo(people.stream().filter(p -> p.has(number)).count());
      assertThat(figures.items())
          .isEqualTo(Arrays.stream(DOMAIN_OF).filter(of -> of == number).count());
    }
    assertThat(summary.overlap())
        .containsExactly(overlap(people, 0, 1), overlap(people, 0, 2), overlap(people, 1, 2));
  }

  private static Summary.Overlap overlap(List<Person> people, int one, int other) {
    long both = people.stream().filter(person -> person.has(one) && person.has(other)).count();
    return new Summary.Overlap(DOMAINS.get(one), DOMAINS.get(other), both);
  }

  /// Two histories of one person: he is one user and has one row more in the figures.
  private static Summary byDomain() {
    var builder = new SummaryBuilder(List.of("arts", "office"));
    builder.item(Item.titled("a", "Ink & <pen>"), 0);
    builder.item(Item.titled("o", ""), 1);
    int[] domainOf = {0, 1};
    builder.person(new int[] {0, 1}, domainOf);
    builder.history(new int[] {0}, new long[] {Event.NONE}, domainOf);
    builder.cut(1, 1, 1);
    builder.history(new int[] {1}, new long[] {Event.NONE}, domainOf);
    builder.cut(1, 1, 1);
    return builder.build("leave-one-out", new TreeMap<>(Map.of("odd <rows>", 1200L)));
  }

  @Test
  void whereTheUnitIsUserAndDomainBothAreShown() {
    Summary summary = byDomain();
    assertThat(summary.overlap()).containsExactly(new Summary.Overlap("arts", "office", 1));
    Map<String, String> rows = SummaryText.rows(summary);
    assertThat(rows)
        .containsEntry("users", "1")
        .containsEntry("histories, by user and domain", "2")
        .containsEntry("histories to validate, test", "0, 0")
        .containsEntry("repeats", "0 (0.00 %), of 0 histories")
        .containsEntry("domain arts", "1 users, 1 items, 1 events")
        .doesNotContainKeys("times", "users to validate, test");
    assertThat(SummaryText.rows(summary(people(1))))
        .containsKeys("times", "users to validate, test")
        .doesNotContainKey("histories, by user and domain");
    assertThat(SummaryText.table(summary)).contains("         1,200  odd <rows>");
  }

  @Test
  void thePageHoldsEveryFigureOfTheTable() throws Exception {
    for (Summary summary : List.of(byDomain(), summary(people(7)))) {
      String page = SummaryPage.page(summary);
      Document read =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(page.substring(page.indexOf('\n') + 1))));
      var names = new ArrayList<String>();
      var values = new ArrayList<String>();
      texts(read.getElementsByTagName("th"), names);
      texts(read.getElementsByTagName("td"), values);
      assertThat(names).containsAll(SummaryText.rows(summary).keySet());
      assertThat(values).containsAll(SummaryText.rows(summary).values());
      assertThat(names).containsAll(summary.counts().keySet());
      assertThat(read.getElementsByTagName("section").getLength()).isEqualTo(7);
    }
  }

  private static void texts(NodeList found, List<String> texts) {
    IntStream.range(0, found.getLength())
        .forEach(place -> texts.add(found.item(place).getTextContent()));
  }
}
