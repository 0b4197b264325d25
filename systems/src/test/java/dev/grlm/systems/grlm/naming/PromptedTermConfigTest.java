package dev.grlm.systems.grlm.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.chat.Calls;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromptedTermConfigTest {
  private static final PromptedTermConfig DEFAULT = PromptedTermConfig.DEFAULT;

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(b -> b.repairs(-1), "repairs must be at least 0, is -1"),
        wrong(b -> b.repairs(4), "repairs must be at most 3, is 4"),
        wrong(b -> b.descriptionLength(-5), "the shown description must be at least 0, is -5"),
        wrong(b -> b.tokensPerTerm(0), "tokens per term must be at least 1, is 0"),
        wrong(
            b -> b.temperature(0),
            "the temperature of repairs must be above 0 and at most 2, is 0.0"),
        wrong(
            b -> b.temperature(Double.NaN),
            "the temperature of repairs must be above 0 and at most 2, is NaN"));
  }

  private static Arguments wrong(UnaryOperator<PromptedTermConfigBuilder> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatCannotBeAsked(UnaryOperator<PromptedTermConfigBuilder> change, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(DEFAULT.with()).build())
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0, 0, 0, 0, 0, 0, 'calls in flight must be at least 1, is 0'",
    "1, -1, 1, 0, 0, 0, 0, 0, 0, 'requests per minute must be at least 0, is -1'",
    "1, NaN, 1, 0, 0, 0, 0, 0, 0, 'requests per minute must be at least 0, is NaN'",
    "1, 0, 0, 0, 0, 0, 0, 0, 0, 'the timeout must be above 0 s, is 0.0'",
    "1, 0, NaN, 0, 0, 0, 0, 0, 0, 'the timeout must be above 0 s, is NaN'",
    "1, 0, 1, -2, 0, 0, 0, 0, 0, 'retries must be at least 0, is -2'",
    "1, 0, 1, 0, -3, 0, 0, 0, 0, 'the budget of calls must be at least 0, is -3'",
    "1, 0, 1, 0, 0, -4, 0, 0, 0, 'the budget of tokens must be at least 0, is -4'",
    "1, 0, 1, 0, 0, 0, -.5, 0, 0, 'the price of a million prompt tokens must be at least 0, is"
        + " -0.5'",
    "1, 0, 1, 0, 0, 0, 0, -1, 0, 'the price of a million new tokens must be at least 0, is -1'",
    "1, 0, 1, 0, 0, 0, 0, 0, -1, 'the budget of money must be at least 0, is -1'",
    "1, 0, 1, 0, 0, 0, 0, 0, 5, 'a budget of money needs prices, is 5.0'",
  })
  void refusesCallsThatMakeNoSense(
      int concurrency,
      double perMinute,
      double timeout,
      int retries,
      long maxCalls,
      long maxTokens,
      double promptPrice,
      double newPrice,
      double maxCost,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Calls(
                "",
                concurrency,
                perMinute,
                timeout,
                retries,
                maxCalls,
                maxTokens,
                promptPrice,
                newPrice,
                maxCost))
        .withMessage(message);
  }

  /// Each generator with what it needs, and with what belongs to another one.
  @ParameterizedTest
  @CsvSource({
    "EXTRACTIVE, '', '', '', false, ''",
    "EXTRACTIVE, http://h, '', '', false, 'an endpoint belongs to the generator endpoint, not"
        + " extractive'",
    "EXTRACTIVE, '', '', d, false, 'a term checkpoint belongs to the generator checkpoint, not"
        + " extractive'",
    "EXTRACTIVE, '', '', '', true, 'propagate needs a generator that can be asked: checkpoint or"
        + " endpoint'",
    "CHECKPOINT, '', '', d, true, ''",
    "CHECKPOINT, '', '', '', false, 'the generator checkpoint needs a folder:"
        + " terms.prompted.checkpoint'",
    "CHECKPOINT, http://h, '', d, false, 'an endpoint belongs to the generator endpoint, not"
        + " checkpoint'",
    "ENDPOINT, http://h, m, '', true, ''",
    "ENDPOINT, http://h, '', '', false, 'the generator endpoint needs a URL and a model:"
        + " terms.prompted.endpoint and terms.prompted.model'",
    "ENDPOINT, '', m, '', false, 'the generator endpoint needs a URL and a model:"
        + " terms.prompted.endpoint and terms.prompted.model'",
    "ENDPOINT, http://h, m, d, false, 'a term checkpoint belongs to the generator checkpoint, not"
        + " endpoint'",
  })
  void settingsGoWithTheirGenerator(
      TermSource source,
      String endpoint,
      String model,
      String checkpoint,
      boolean propagate,
      String message) {
    PromptedTermConfig asked =
        DEFAULT
            .with()
            .endpoint(endpoint)
            .model(model)
            .checkpoint(checkpoint)
            .propagate(propagate)
            .build();
    if (message.isEmpty()) {
      assertThatCode(() -> asked.check(source)).doesNotThrowAnyException();
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> asked.check(source))
          .withMessage(message);
    }
  }

  @Test
  void whatAnswersDependOnIsWithoutHowCallsAreMade() {
    PromptedTermConfig dear =
        DEFAULT
            .with()
            .seed(7)
            .categories(true)
            .calls(new Calls("KEY", 1, 2, 3, 4, 5, 6, 7, 8, 9))
            .build();
    assertThat(dear.withDefaultCalls())
        .isEqualTo(DEFAULT.with().seed(7).categories(true).build())
        .isNotEqualTo(dear);
  }

  @Test
  void isReadFromWhatItWrites() throws IOException {
    PromptedTermConfig config =
        DEFAULT.with().calls(new Calls("KEY", 1, 2, 3, 4, 5, 6, 7, 8, 9)).repairs(1).build();
    assertThat(Json.convert(Json.tree(config), PromptedTermConfig.class)).isEqualTo(config);
  }

  @ParameterizedTest
  @EnumSource(TermSource.class)
  void generatorsAreReadByTheirWord(TermSource source) {
    assertThat(TermSource.parse(source.word())).isEqualTo(source);
  }

  @ParameterizedTest
  @EnumSource(CollisionPolicy.class)
  void policiesAreReadByTheirWord(CollisionPolicy policy) {
    assertThat(CollisionPolicy.parse(policy.word())).isEqualTo(policy);
  }

  @Test
  void anotherWordIsNamedWithTheOnesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TermSource.parse("Endpoint"))
        .withMessage(
            "unknown generator 'Endpoint'; it is one of [extractive, checkpoint, endpoint]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CollisionPolicy.parse("drop"))
        .withMessage("unknown collision policy 'drop'; it is one of [keep, separate, ask]");
  }
}
