package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.ItemTokenizerContract;
import dev.grlm.systems.grlm.extract.ExtractiveTermGenerator;
import dev.grlm.systems.grlm.naming.CollisionPolicy;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A world in which every title says its terms: `kind color number`.
class PromptedTermGeneratorTest extends ItemTokenizerContract {
  private static final Pattern NEIGHBOR_TERMS = Pattern.compile("terms: \\[([^\\]]+)]");

  static TermConfig config(int length) {
    PromptedTermConfig asked = PromptedTermConfig.DEFAULT.withCheckpoint("folder");
    return TermConfig.DEFAULT.withLength(length).withGenerator(TermSource.CHECKPOINT, asked);
  }

  @Override
  protected ItemTokenizer tokenizer() {
    // As bad as models come, and yet the same every time.
    return generator(
        config(5), new ScriptedChat(ask -> misbehaving(new Random(ask.prompt().hashCode()))));
  }

  private static Reply misbehaving(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> ScriptedChat.text("[a, b, c, d]");
      case 1 -> ScriptedChat.text("Of course! [a, b, c, d, e], or not.");
      case 2 -> ScriptedChat.text("[a, b, a, c, d]");
      case 3 -> new Reply.Failed("500");
      case 4 -> ScriptedChat.text("");
      default -> ScriptedChat.text("[v, w, x, y, z" + random.nextInt(3) + "]");
    };
  }

  private static PromptedTermGenerator generator(TermConfig config, ScriptedChat chat) {
    return new PromptedTermGenerator(config, chat, (_, _) -> {});
  }

  /// Kettles and lamps in four colors; the neighbors of each are the others of its kind.
  private static Catalog shop() {
    return new Catalog(
        IntStream.range(0, 8)
            .mapToObj(id ->
                Item.titled(
                    "i" + id,
                    (id < 4 ? "kettle " : "lamp ")
                        + List.of("red", "blue", "green", "white").get(id % 4)
                        + " n"
                        + id))
            .toList());
  }

  private static Neighbors ofItsKind() {
    var items = new int[8][];
    for (int item = 0; item < 8; item++) {
      int self = item;
      items[item] =
          IntStream.range(item / 4 * 4, item / 4 * 4 + 4).filter(o -> o != self).toArray();
    }
    return new Neighbors(items, new float[8][3]);
  }

  private static String title(Ask ask) {
    return ScriptedChat.behind("Title: ", ask);
  }

  private static String terms(Ask ask) {
    return "[" + title(ask).replace(" ", ", ") + "]";
  }

  private static PromptedTerms name(TermConfig config, ScriptedChat chat) {
    return generator(config, chat).generate(shop(), ofItsKind());
  }

  @Test
  void everyItemGetsTheTermsThatTheModelGivesIt() {
    var chat = ScriptedChat.saying(PromptedTermGeneratorTest::terms);
    PromptedTerms named = name(config(3), chat);
    assertThat(named.identifiers().of(0)).isEqualTo(Identifier.of("kettle", "red", "n0"));
    assertThat(named.identifiers().of(7)).isEqualTo(Identifier.of("lamp", "white", "n7"));
    assertThat(named.left()).isZero();
    assertThat(named.counts())
        .containsEntry("answers well-formed", 8L)
        .containsEntry("items named by the model", 8L)
        .doesNotContainKeys("items with extracted terms", "answers malformed");
    assertThat(chat.batches()).as("all at once").hasSize(1);
    assertThat(chat.asks())
        .allMatch(ask -> ask.temperature() == 0 && ask.terms() == 3 && ask.maxTokens() == 48);
    assertThat(chat.closed()).isFalse();
  }

  @Test
  void theTrueNearestNeighborsAreShown() {
    var chat = ScriptedChat.saying(PromptedTermGeneratorTest::terms);
    var unused = name(config(3).withNeighbors(2), chat);
    assertThat(unused.sawNamed()).isZero();
    assertThat(chat.asks().getFirst().prompt())
        .contains("1. similarity 0.000: kettle blue n1", "2. similarity 0.000: kettle green n2")
        .doesNotContain("kettle white n3");
    var alone = ScriptedChat.saying(PromptedTermGeneratorTest::terms);
    assertThat(name(config(3).withNeighbors(0), alone).identifiers().all())
        .isEqualTo(unused.identifiers().all());
    assertThat(alone.asks()).noneMatch(ask -> ask.prompt().contains("similarity"));
  }

  @Test
  void aBadAnswerIsAskedForAgainWithWhatWasWrong() {
    var chat =
        ScriptedChat.saying(ask ->
            ask.temperature() == 0 && title(ask).startsWith("lamp") ? "[lamp, x]" : terms(ask));
    PromptedTerms named = name(config(3), chat);
    assertThat(named.identifiers().of(4)).isEqualTo(Identifier.of("lamp", "red", "n4"));
    assertThat(named.counts())
        .containsEntry("answers malformed: too few terms", 4L)
        .containsEntry("answers asked for again", 4L)
        .containsEntry("items named by the model", 8L);
    assertThat(chat.batches().get(1))
        .hasSize(4)
        .allMatch(ask -> ask.temperature() == .7 && ask.seed() == 43)
        .allMatch(ask -> ask.prompt().contains("it has 2 terms, not 3"));
  }

  @Test
  void afterThreeRepairsTheTermsAreExtracted() {
    var chat =
        ScriptedChat.saying(ask -> title(ask).startsWith("lamp red") ? "no idea" : terms(ask));
    PromptedTerms named = name(config(3), chat);
    TermConfig extractive = TermConfig.DEFAULT.withLength(3);
    assertThat(named.identifiers().of(4))
        .isEqualTo(new ExtractiveTermGenerator(extractive).tokenize(shop(), ofItsKind()).of(4));
    assertThat(named.left()).isZero();
    assertThat(named.counts())
        .containsEntry("items without a usable answer", 1L)
        .containsEntry("items with extracted terms", 1L)
        .containsEntry("answers malformed", 4L)
        .containsEntry("answers asked for again", 3L);
    assertThat(chat.asks()).hasSize(11);
  }

  @Test
  void aFailedCallFallsBackAndOthersGoOn() {
    var chat =
        new ScriptedChat(ask ->
            title(ask).contains("red")
                ? new Reply.Failed("timeout")
                : ScriptedChat.text(terms(ask)));
    PromptedTerms named = name(config(3), chat);
    assertThat(named.left()).isZero();
    assertThat(named.identifiers().all()).allMatch(id -> id.wellFormed(3));
    assertThat(named.counts())
        .containsEntry("calls failed", 2L)
        .containsEntry("items whose calls failed", 2L)
        .containsEntry("items with extracted terms", 2L);
  }

  @Test
  void whereNobodyAnswersItemsAreLeft() {
    var chat = new ScriptedChat(_ -> new Reply.Failed("connection refused"));
    PromptedTerms named = name(config(3), chat);
    assertThat(named.left()).isPositive();
    assertThat(named.trouble()).isEqualTo("nobody answers, connection refused");
    assertThat(named.identifiers().all()).allMatch(id -> id.wellFormed(3));
  }

  @Test
  void whatTheBudgetDoesNotAllowIsLeft() {
    var calls = new int[1];
    var chat =
        new ScriptedChat(
            ask -> calls[0]++ < 5 ? ScriptedChat.text(terms(ask)) : new Reply.OverBudget());
    PromptedTerms named = name(config(3), chat);
    assertThat(named.left()).isEqualTo(3);
    assertThat(named.trouble()).isEqualTo("the budget is over");
    assertThat(named.counts())
        .containsEntry("items left without an answer", 3L)
        .containsEntry("items named by the model", 5L)
        .containsEntry("calls over budget", 3L);
  }

  @Test
  void namedNeighborsShowTheirTerms() {
    var chat =
        ScriptedChat.saying(ask -> {
          // Takes the first word over from a neighbor that has one.
          String first =
              NEIGHBOR_TERMS
                  .matcher(ask.prompt())
                  .results()
                  .map(MatchResult::group)
                  .findFirst()
                  .map(list -> list.replaceFirst("terms: \\[([^,]+),.*", "$1"))
                  .orElse("new-" + title(ask).split(" ", -1)[0]);
          return "[" + first + ", " + title(ask).split(" ", 2)[1].replace(" ", ", ") + "]";
        });
    TermConfig config =
        config(3).withGenerator(TermSource.CHECKPOINT, config(3).prompted().withPropagate(true));
    PromptedTerms named = name(config, chat);
    assertThat(named.sawNamed()).as("all but one of each kind").isEqualTo(6);
    assertThat(named.identifiers().all().stream().map(id -> id.symbol(0)))
        .containsOnly("new-kettle", "new-lamp");
    assertThat(chat.batches()).hasSize(2);
    assertThat(named.counts()).containsEntry("items that saw a named neighbor", 6L);
  }

  private static String theKind(Ask ask) {
    return "[" + title(ask).split(" ", -1)[0] + ", for, tea]";
  }

  @Test
  void collisionsAreKeptUnlessToldOtherwise() {
    PromptedTerms kept = name(config(3), ScriptedChat.saying(PromptedTermGeneratorTest::theKind));
    assertThat(kept.identifiers().groups()).hasSize(2);
    TermConfig apart = config(3).withCollisions(CollisionPolicy.SEPARATE);
    PromptedTerms separated = name(apart, ScriptedChat.saying(PromptedTermGeneratorTest::theKind));
    assertThat(separated.identifiers().groups()).hasSize(8);
    assertThat(separated.identifiers().all()).allMatch(id -> id.wellFormed(3));
    assertThat(separated.identifiers().of(0)).isEqualTo(kept.identifiers().of(0));
    assertThat(separated.counts()).containsEntry("items told apart by a term of their text", 6L);
  }

  @Test
  void clashesAreAskedAboutAndShown() {
    var chat =
        ScriptedChat.saying(ask ->
            ask.prompt().contains("already belong to another product") ? terms(ask) : theKind(ask));
    PromptedTerms named = name(config(3).withCollisions(CollisionPolicy.ASK), chat);
    assertThat(named.identifiers().groups()).hasSize(8);
    assertThat(named.identifiers().of(0)).isEqualTo(Identifier.of("kettle", "for", "tea"));
    assertThat(named.identifiers().of(1)).isEqualTo(Identifier.of("kettle", "blue", "n1"));
    assertThat(named.counts())
        .containsEntry("clashes asked about", 6L)
        .containsEntry("clashes told apart", 6L);
    assertThat(chat.asks().getLast().prompt()).contains("[lamp, for, tea]", "1. lamp red n4");
  }

  @Test
  void aModelThatCannotTellThemApartLeavesThemTogether() {
    PromptedTerms named =
        name(
            config(3).withCollisions(CollisionPolicy.ASK),
            ScriptedChat.saying(PromptedTermGeneratorTest::theKind));
    assertThat(named.identifiers().groups()).hasSize(2);
    assertThat(named.counts()).containsEntry("clashes asked about", 12L);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 10})
  void otherLengthsAreAskedForAndGot(int length) {
    var chat =
        ScriptedChat.saying(ask ->
            "["
                + String.join(
                    ", ", IntStream.range(0, ask.terms()).mapToObj(slot -> "t" + slot).toList())
                + "]");
    assertThat(name(config(length), chat).identifiers().length()).isEqualTo(length);
  }

  @Test
  void noiseEndsWellFormed() {
    var chat =
        ScriptedChat.saying(ask ->
            new Random(ask.prompt().hashCode())
                .ints(40, 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    PromptedTerms named = name(config(5), chat);
    assertThat(named.identifiers().all()).allMatch(id -> id.wellFormed(5));
    assertThat(named.counts()).containsKey("items with extracted terms");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    var chat = ScriptedChat.saying(PromptedTermGeneratorTest::terms);
    assertThatThrownBy(() -> generator(TermConfig.DEFAULT, chat))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> generator(config(3), chat).tokenize(shop(), Neighbors.none(7)))
        .hasMessage("neighbors of 7 items for a catalogue of 8");
    assertThatThrownBy(() -> TermConfig.DEFAULT.withCollisions(CollisionPolicy.ASK))
        .hasMessageContaining("needs a generator that can be asked");
    assertThatThrownBy(
            () -> TermConfig.DEFAULT.withGenerator(TermSource.ENDPOINT, PromptedTermConfig.DEFAULT))
        .hasMessageContaining("a URL and a model");
  }
}
