package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.identifier.Identifier;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.TermAsking.PromptOutcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermAskingTest {
  private static final PromptOutcome AB = new PromptOutcome.Named(Identifier.of("a", "b"));

  private static TermConfig config(int repairs) {
    PromptedTermConfig asked =
        PromptedTermConfig.DEFAULT
            .with()
            .checkpoint("folder")
            .repairs(repairs)
            .temperature(.5)
            .seed(100)
            .tokensPerTerm(7)
            .build();
    return TermConfig.DEFAULT.withLength(2).withGenerator(TermSource.CHECKPOINT, asked);
  }

  private static TermAsking asking(int repairs, ScriptedChat chat, int prompts) {
    return new TermAsking(config(repairs), chat, new TermPrompt(config(repairs)), prompts);
  }

  private static ScriptedChat failing(Function<Ask, Boolean> when) {
    return new ScriptedChat(
        ask -> when.apply(ask) ? new Reply.Failed("503") : ScriptedChat.text("[a, b]"));
  }

  private static List<String> prompts(int count) {
    return IntStream.range(0, count).mapToObj(number -> "p" + number).toList();
  }

  @Test
  void theFirstCallIsGreedyAndFurtherOnesDraw() {
    ScriptedChat chat = ScriptedChat.saying(_ -> "no");
    TermAsking asking = asking(2, chat, 1);
    assertThat(asking.ask(List.of("p"))).containsExactly(new PromptOutcome.Unusable());
    assertThat(chat.asks()).extracting(Ask::temperature).containsExactly(0.0, .5, .5);
    assertThat(chat.asks()).extracting(Ask::seed).containsExactly(100L, 101L, 102L);
    assertThat(chat.asks()).allMatch(ask -> ask.maxTokens() == 14 && ask.terms() == 2);
    assertThat(chat.asks().get(1).prompt()).startsWith("p\n\n").contains("no");
    assertThat(chat.asks().get(2).prompt())
        .as("what was asked first, not what was asked last")
        .isEqualTo(chat.asks().get(1).prompt());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void asksAgainAsOftenAsItIsTold(int repairs) {
    ScriptedChat chat = ScriptedChat.saying(_ -> "[a]");
    TermAsking asking = asking(repairs, chat, 4);
    assertThat(asking.ask(prompts(4))).containsOnly(new PromptOutcome.Unusable());
    assertThat(chat.batches()).hasSize(repairs + 1).allMatch(batch -> batch.size() == 4);
    assertThat(asking.counts())
        .containsEntry("answers malformed", 4L * (repairs + 1))
        .containsEntry("answers malformed: too few terms", 4L * (repairs + 1))
        .containsEntry("prompt tokens", 40L * (repairs + 1))
        .containsEntry("new tokens", 8L * (repairs + 1));
    assertThat(asking.counts().getOrDefault("answers asked for again", 0L)).isEqualTo(4L * repairs);
  }

  /// Outcomes stand where their prompts do, whatever was asked again in between.
  @Test
  void outcomesStandInTheOrderOfThePrompts() {
    ScriptedChat chat =
        new ScriptedChat(ask ->
            switch (ask.prompt().substring(0, 2)) {
              case "p0" -> ScriptedChat.text("[a, b]");
              case "p1" -> ScriptedChat.text(ask.temperature() == 0 ? "?" : "[c, d]");
              case "p2" -> new Reply.Failed("503");
              case "p3" -> ScriptedChat.text("here: [e, f]");
              case "p4" -> new Reply.OverBudget();
              default -> ScriptedChat.text("?");
            });
    TermAsking asking = asking(1, chat, 6);
    assertThat(asking.ask(prompts(6)))
        .containsExactly(
            AB,
            new PromptOutcome.Named(Identifier.of("c", "d")),
            new PromptOutcome.Failed(),
            new PromptOutcome.Named(Identifier.of("e", "f")),
            new PromptOutcome.Left(),
            new PromptOutcome.Unusable());
    assertThat(chat.batches().get(1)).hasSize(2);
    assertThat(asking.trouble()).isEqualTo("the budget is over");
    assertThat(asking.counts())
        .containsAllEntriesOf(
            Map.of(
                "answers well-formed", 2L,
                "answers repaired", 1L,
                "answers repaired: words around the terms cut", 1L,
                "answers malformed", 3L,
                "calls failed", 1L,
                "calls over budget", 1L));
  }

  /// 32 failures in a row are no accident, 31 are.
  @ParameterizedTest
  @ValueSource(ints = {31, 32})
  void manyFailuresInARowEndTheAsking(int failures) {
    var calls = new int[1];
    ScriptedChat chat = failing(_ -> calls[0]++ < failures);
    TermAsking asking = asking(0, chat, 100);
    List<PromptOutcome> first = asking.ask(prompts(50));
    List<PromptOutcome> second = asking.ask(prompts(50));
    boolean ended = failures == 32;
    assertThat(first.subList(0, 31)).containsOnly(new PromptOutcome.Failed());
    assertThat(first.get(31)).isEqualTo(ended ? new PromptOutcome.Left() : AB);
    assertThat(asking.trouble()).isEqualTo(ended ? "nobody answers, 503" : null);
    assertThat(first.getLast()).as("was in flight already").isEqualTo(AB);
    assertThat(second).as("an answer in between means that somebody is there").containsOnly(AB);
  }

  @Test
  void whereNobodyAnswersNobodyIsAskedAnyMore() {
    ScriptedChat chat = failing(_ -> true);
    TermAsking asking = asking(3, chat, 100);
    var unused = asking.ask(prompts(40));
    assertThat(asking.ask(prompts(40))).hasSize(40).containsOnly(new PromptOutcome.Left());
    assertThat(chat.batches()).hasSize(1);
    assertThat(unused).endsWith(new PromptOutcome.Left());
    assertThat(asking.trouble()).isEqualTo("nobody answers, 503");
    assertThat(asking.counts()).containsEntry("calls failed", 40L);
    assertThat(asking.counts().getOrDefault("calls over budget", 0L))
        .as("it is not the budget that keeps it from asking")
        .isZero();
  }

  /// No patience where the client knows that nobody will answer.
  @Test
  void aRefusalEndsTheAskingAtOnce() {
    ScriptedChat chat =
        new ScriptedChat(ask ->
            ask.prompt().startsWith("p0")
                ? ScriptedChat.text("[a, b]")
                : ask.prompt().startsWith("p1")
                    ? new Reply.Failed("503")
                    : new Reply.Refused("status 404: no such model"));
    TermAsking asking = asking(2, chat, 100);
    List<PromptOutcome> outcomes = asking.ask(prompts(4));
    assertThat(outcomes)
        .containsExactly(
            AB, new PromptOutcome.Failed(), new PromptOutcome.Left(), new PromptOutcome.Left());
    assertThat(outcomes.stream().filter(asking::leaves)).as("the failed one as well").hasSize(3);
    assertThat(asking.ask(prompts(4))).containsOnly(new PromptOutcome.Left());
    assertThat(chat.batches()).hasSize(1);
    assertThat(asking.trouble()).isEqualTo("nobody answers, status 404: no such model");
  }

  @Test
  void anAnswerThatWasCutIsCalledSo() {
    ScriptedChat chat = new ScriptedChat(_ -> new Reply.Text("[a", 1, 40, true));
    TermAsking asking = asking(0, chat, 2);
    assertThat(asking.ask(prompts(2))).containsOnly(new PromptOutcome.Unusable());
    assertThat(asking.counts())
        .containsEntry("answers cut by max_tokens", 2L)
        .containsEntry("answers malformed: cut by max_tokens", 2L);
  }

  /// A catalogue of three items need not fail 32 times.
  @Test
  void aSmallCatalogueHasLessPatience() {
    TermAsking asking = asking(0, failing(_ -> true), 3);
    assertThat(asking.ask(prompts(3)))
        .containsExactly(
            new PromptOutcome.Failed(), new PromptOutcome.Failed(), new PromptOutcome.Left());
  }

  @Test
  void aClientThatLosesRepliesIsRefused() {
    var lossy =
        new ScriptedChat(_ -> ScriptedChat.text("[a, b]")) {
          @Override
          public List<Reply> answer(List<Ask> asks) {
            return super.answer(asks).subList(1, asks.size());
          }
        };
    assertThatThrownBy(() -> asking(0, lossy, 2).ask(prompts(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("scripted gave 1 replies to 2");
  }

  @Test
  void nothingToAskIsNothingAsked() {
    ScriptedChat chat = failing(_ -> true);
    TermAsking asking = asking(3, chat, 0);
    assertThat(asking.ask(List.of())).isEmpty();
    assertThat(chat.batches()).isEmpty();
    assertThat(asking.counts().getOrDefault("calls failed", 0L)).isZero();
    assertThat(asking.trouble()).isNull();
  }
}
