package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.data.Counts;
import dev.grlm.identifier.Identifier;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks prompts for terms, again where an answer cannot be used, and counts what comes of it. For
/// one thread.
final class TermAsking {
  /// So many failures one after the other are no accident.
  private static final int MOST_FAILURES_IN_A_ROW = 32;

  private final TermConfig config;
  private final ChatClient client;
  private final TermPrompt prompt;
  private final int tolerance;
  private final Counts counts = new Counts();
  private int failuresInARow;
  private boolean refused;
  private @Nullable String trouble;

  /// What came of a prompt in the end.
  sealed interface PromptOutcome {
    record Named(Identifier terms) implements PromptOutcome {}

    /// No answer could be used.
    record Unusable() implements PromptOutcome {}

    /// The calls failed; those of others did not.
    record Failed() implements PromptOutcome {}

    /// Not to be had now: the budget is over, or nobody answers.
    record Left() implements PromptOutcome {}
  }

  /// @param prompts that are to be asked in all
  TermAsking(TermConfig config, ChatClient client, TermPrompt prompt, int prompts) {
    this.config = config;
    this.client = client;
    this.prompt = prompt;
    this.tolerance = Math.min(MOST_FAILURES_IN_A_ROW, Math.max(1, prompts));
  }

  /// By reason, in words.
  SortedMap<String, Long> counts() {
    return counts.byReason();
  }

  void count(String reason, long times) {
    counts.add(reason, times);
  }

  /// Why prompts were left without an answer, in a few words; null where none was.
  @Nullable String trouble() {
    return trouble;
  }

  /// Whether an answer is still to be had: where nobody answers, failed calls are no accident.
  boolean leaves(PromptOutcome outcome) {
    return outcome instanceof PromptOutcome.Left
        || (outcome instanceof PromptOutcome.Failed && trouble != null);
  }

  /// The first call of each is greedy, further ones draw (docs/decisions/0013#4).
  List<PromptOutcome> ask(List<String> prompts) {
    var outcomes =
        new ArrayList<@Nullable PromptOutcome>(Collections.nCopies(prompts.size(), null));
    List<String> now = prompts;
    List<Integer> open = IntStream.range(0, prompts.size()).boxed().toList();
    for (int round = 0; round <= config.prompted().repairs() && !open.isEmpty(); round++) {
      List<Reply> replies = replies(now, round);
      var again = new ArrayList<String>();
      var stillOpen = new ArrayList<Integer>();
      for (int place = 0; place < open.size(); place++) {
        int number = open.get(place);
        PromptOutcome outcome = outcome(replies.get(place));
        outcomes.set(number, outcome);
        if (outcome instanceof PromptOutcome.Unusable
            && replies.get(place) instanceof Reply.Text text) {
          again.add(again(prompts.get(number), text.text()));
          stillOpen.add(number);
        }
      }
      boolean last = round == config.prompted().repairs();
      counts.add("answers asked for again", last ? 0 : stillOpen.size());
      open = stillOpen;
      now = again;
    }
    return outcomes.stream()
        .map(outcome -> outcome == null ? new PromptOutcome.Left() : outcome)
        .toList();
  }

  private List<Reply> replies(List<String> prompts, int round) {
    if (nobodyThere()) {
      return Collections.nCopies(prompts.size(), new Reply.OverBudget());
    }
    PromptedTermConfig asked = config.prompted();
    List<Ask> asks =
        prompts.stream()
            .map(text ->
                new Ask(
                    text,
                    asked.tokensPerTerm() * config.length(),
                    round == 0 ? 0 : asked.temperature(),
                    asked.seed() + round,
                    config.length()))
            .toList();
    List<Reply> replies = client.answer(asks);
    if (replies.size() != asks.size()) {
      throw new IllegalStateException(
          client.identity() + " gave " + replies.size() + " replies to " + asks.size());
    }
    return replies;
  }

  private boolean nobodyThere() {
    return refused || failuresInARow >= tolerance;
  }

  private PromptOutcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Text text -> {
        failuresInARow = 0;
        counts.add("prompt tokens", text.promptTokens());
        counts.add("new tokens", text.newTokens());
        counts.add("answers cut by max_tokens", text.cut() ? 1 : 0);
        yield outcome(TermAnswer.parse(text.text(), config.length()), text.cut());
      }
      case Reply.Failed failed -> failed(failed.reason());
      case Reply.Refused refused -> {
        counts.add("calls refused");
        this.refused = true;
        trouble = "nobody answers, " + refused.reason();
        yield new PromptOutcome.Left();
      }
      case Reply.OverBudget _ -> {
        if (trouble == null) {
          trouble = "the budget is over";
        }
        counts.add("calls over budget", nobodyThere() ? 0 : 1);
        yield new PromptOutcome.Left();
      }
    };
  }

  private PromptOutcome outcome(TermAnswer answer, boolean cut) {
    return switch (answer) {
      case TermAnswer.WellFormed(Identifier terms) -> {
        counts.add("answers well-formed");
        yield new PromptOutcome.Named(terms);
      }
      case TermAnswer.Repaired repaired -> {
        counts.add("answers repaired");
        repaired.how().forEach(how -> counts.add("answers repaired: " + how.words()));
        yield new PromptOutcome.Named(repaired.identifier());
      }
      case TermAnswer.Malformed malformed -> {
        counts.add("answers malformed");
        counts.add(
            "answers malformed: " + (cut ? "cut by max_tokens" : malformed.defect().words()));
        yield new PromptOutcome.Unusable();
      }
    };
  }

  private PromptOutcome failed(String reason) {
    counts.add("calls failed");
    failuresInARow++;
    if (failuresInARow >= tolerance) {
      trouble = "nobody answers, " + reason;
      return new PromptOutcome.Left();
    }
    return new PromptOutcome.Failed();
  }

  private String again(String asked, String answer) {
    return TermAnswer.parse(answer, config.length()) instanceof TermAnswer.Malformed malformed
        ? prompt.again(asked, answer, malformed)
        : asked;
  }
}
