package dev.grlm.systems.grlm.naming;

import dev.grlm.chat.Calls;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/// How a language model is asked for terms.
///
/// @param endpoint URL of an OpenAI-compatible interface, such as `http://localhost:8000/v1`; empty
///   for none
/// @param model as the endpoint names it
/// @param checkpoint folder of a language model; empty for none
/// @param propagate whether neighbors that have terms already show them
/// @param categories whether an item's categories are shown; the paper's code does not
/// @param descriptionLength most characters of a description that are shown; the paper's code shows
///   150
/// @param repairs how often an answer that cannot be used is asked for again
///   (docs/decisions/0013#4)
/// @param temperature of these further calls; the first is greedy
/// @param seed of what they draw
/// @param tokensPerTerm new tokens that an answer may have, per term
/// @param fallback whether items that are left without an answer, because the budget is over or
///   nobody answers, end with extracted terms; else the stage stops and says so
/// @param calls how an endpoint is called; no answer depends on it
@RecordBuilder
public record PromptedTermConfig(
    String endpoint,
    String model,
    String checkpoint,
    boolean propagate,
    boolean categories,
    int descriptionLength,
    int repairs,
    double temperature,
    long seed,
    int tokensPerTerm,
    boolean fallback,
    Calls calls)
    implements PromptedTermConfigBuilder.With {
  /// docs/decisions/0013#4.
  public static final int MOST_REPAIRS = 3;

  public static final PromptedTermConfig DEFAULT =
      new PromptedTermConfig(
          "", "", "", false, false, 150, MOST_REPAIRS, .7, 42, 16, false, Calls.DEFAULT);

  /// @throws IllegalArgumentException with the value
  public PromptedTermConfig {
    calls = Objects.requireNonNullElse(calls, Calls.DEFAULT);
    atLeast("the shown description", descriptionLength, 0);
    atLeast("repairs", repairs, 0);
    atLeast("tokens per term", tokensPerTerm, 1);
    if (repairs > MOST_REPAIRS) {
      throw new IllegalArgumentException(
          "repairs must be at most " + MOST_REPAIRS + ", is " + repairs);
    }
    if (!(temperature > 0 && temperature <= 2)) {
      throw new IllegalArgumentException(
          "the temperature of repairs must be above 0 and at most 2, is " + temperature);
    }
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", is " + value);
    }
  }

  /// @throws IllegalArgumentException in one line, when the generator lacks what it is asked by, or
  ///   what is set belongs to another one
  void check(TermSource generator) {
    switch (generator) {
      case EXTRACTIVE -> {
        belongs(endpoint, "an endpoint", generator, TermSource.ENDPOINT);
        belongs(checkpoint, "a term checkpoint", generator, TermSource.CHECKPOINT);
        if (propagate) {
          throw new IllegalArgumentException(
              "propagate needs a generator that can be asked: checkpoint or endpoint");
        }
      }
      case CHECKPOINT -> {
        if (checkpoint.isEmpty()) {
          throw new IllegalArgumentException(
              "the generator checkpoint needs a folder: terms.prompted.checkpoint");
        }
        belongs(endpoint, "an endpoint", generator, TermSource.ENDPOINT);
      }
      case ENDPOINT -> {
        if (endpoint.isEmpty() || model.isEmpty()) {
          throw new IllegalArgumentException(
              "the generator endpoint needs a URL and a model: terms.prompted.endpoint and"
                  + " terms.prompted.model");
        }
        belongs(checkpoint, "a term checkpoint", generator, TermSource.CHECKPOINT);
      }
    }
  }

  private static void belongs(String value, String what, TermSource now, TermSource owner) {
    if (!value.isEmpty()) {
      throw new IllegalArgumentException(
          what + " belongs to the generator " + owner.word() + ", not " + now.word());
    }
  }

  /// What answers depend on: without how calls are made.
  public PromptedTermConfig withDefaultCalls() {
    return withCalls(Calls.DEFAULT);
  }
}
