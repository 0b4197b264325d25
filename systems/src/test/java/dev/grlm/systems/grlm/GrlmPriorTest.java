package dev.grlm.systems.grlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.fusion.AddedWeights;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Weight;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The prior of a catalogue that grows.
class GrlmPriorTest {
  private static final List<Item> ITEMS =
      Stream.of("rose soap", "mint soap", "nail oil", "hand cream", "rose cream", "green comb")
          .map(title -> Item.titled(title, title))
          .toList();

  /// Of these the prior is fitted.
  private static final int FITTED = 4;

  private static Dataset shop(int items) {
    return new Dataset(
        new Catalog(ITEMS.subList(0, items)),
        List.of(
            new History("u", new int[] {0, 1, 2, 3, 0}),
            new History("v", new int[] {1, 2, 0, 3, 2})),
        new TreeMap<>());
  }

  private static final GrlmPrior.Sources SOURCES =
      new GrlmPrior.Sources(
          shop(FITTED), Identifiers.none(FITTED), Languages.ENGLISH, List.of(), false);

  private static GrlmPrior fitted() {
    return new GrlmPrior(weighed(), SOURCES);
  }

  private static FittedPrior weighed() {
    var judged =
        new FittedPrior.Judged(
            new Weight("grlm", 1, 1, 1),
            List.of(
                new Weight("bought-together", .5, .5, .5),
                new Weight("words", .3, .3, .3),
                new Weight("blend", .2, .2, .2)),
            2,
            0,
            0,
            Map.of(),
            AddedWeights.NONE);
    return new FittedPrior(judged);
  }

  @Test
  void isCountedOnceWhenPreparedOrWhenAskedWhicheverIsFirst() {
    var counted = new AtomicInteger();
    Supplier<GrlmPrior> made =
        () ->
            new GrlmPrior(
                weighed(),
                SOURCES,
                () -> {
                  counted.incrementAndGet();
                  return SOURCES.counted();
                });
    GrlmPrior prepared = made.get();
    assertThat(counted).as("nothing was asked").hasValue(0);
    prepared.prepare();
    assertThat(counted).hasValue(1);
    prepared.prepare();
    ScoredItems said = after(prepared, 0, 1);
    grown(prepared, 6).prepare();
    assertThat(counted).as("what grows reads what was added").hasValue(1);
    GrlmPrior asked = made.get();
    assertThat(after(asked, 0, 1)).usingRecursiveComparison().isEqualTo(said);
    asked.prepare();
    assertThat(counted).hasValue(2);
  }

  /// A model that cannot read the history.
  private record Nothing() implements Scorer {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return histories.stream().map(_ -> new ScoredItems(new int[0], new float[0])).toList();
    }
  }

  private static GrlmPrior grown(GrlmPrior prior, int items) {
    return prior.grown(shop(items), Identifiers.none(items));
  }

  private static ScoredItems after(GrlmPrior prior, int... history) {
    return prior.ofItems().added().after(history);
  }

  @Test
  void anAddedItemWithTheWordsOfABoughtOneIsSpokenFor() {
    GrlmPrior prior = grown(fitted(), 6);
    List<List<Reason>> reasons =
        prior.reasons(new Nothing(), new int[] {0}, new int[] {4, 5}).ofItems();
    assertThat(reasons.getFirst())
        .extracting(Reason::words, reason -> reason.because().orElse(-1))
        .containsExactly(tuple("words in common", 0), tuple("bought together or alike", 0));
    assertThat(reasons.getLast()).as("nothing known is said of it").isEmpty();
    assertThat(after(prior, 0).items()).contains(4).doesNotContain(5);
    assertThat(after(prior, 4).items()).as("it may be bought itself").contains(0, 3, 4);
  }

  /// Nothing depends on who asks first, nor on the way to the catalogue.
  @Test
  void isTheSameHoweverItGrew() {
    ScoredItems expected = after(grown(fitted(), 6), 0, 4);
    GrlmPrior asked = fitted();
    after(asked, 0);
    GrlmPrior askedBetween = grown(asked, 5);
    after(askedBetween, 4);
    for (GrlmPrior prior :
        List.of(grown(asked, 6), grown(askedBetween, 6), grown(grown(fitted(), 5), 6))) {
      assertThat(after(prior, 0, 4)).usingRecursiveComparison().isEqualTo(expected);
    }
    assertThat(after(grown(asked, 5), 0, 4))
        .as("a smaller one, after a larger one was asked")
        .usingRecursiveComparison()
        .isEqualTo(after(grown(fitted(), 5), 0, 4));
  }

  @Test
  void whatItGrewOutOfStaysAsItWas() {
    GrlmPrior prior = fitted();
    ScoredItems before = after(fitted(), 0, 1);
    GrlmPrior grown = grown(prior, 6);
    assertThat(after(grown, 0, 1).items()).contains(4);
    assertThat(after(prior, 0, 1)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void severalThreadsMayAskSeveralOfThem() throws Exception {
    GrlmPrior prior = fitted();
    List<GrlmPrior> all = List.of(prior, grown(prior, 5), grown(grown(prior, 5), 6));
    List<ScoredItems> expected =
        List.of(4, 5, 6).stream().map(items -> after(grown(fitted(), items), 0, 2)).toList();
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Callable<ScoredItems>> asks =
          IntStream.range(0, 24)
              .<Callable<ScoredItems>>mapToObj(ask -> () -> after(all.get(ask % 3), 0, 2))
              .toList();
      List<Future<ScoredItems>> answers = threads.invokeAll(asks);
      for (int ask = 0; ask < answers.size(); ask++) {
        assertThat(answers.get(ask).get())
            .usingRecursiveComparison()
            .isEqualTo(expected.get(ask % 3));
      }
    }
  }
}
