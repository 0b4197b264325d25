package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.PromptedTermGenerator.Beside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Asks a language model for the terms of new items, beside their neighbors.
///
/// @param terms whose generator can be asked
public record PromptedNewItems(TermConfig terms, RunSettings run, ChatClients clients)
    implements NewItemTerms {

  /// @return nobody, where the generator is the extractive one
  public static NewItemTerms of(TermConfig terms, RunSettings run, ChatClients clients) {
    return terms.generator() == TermSource.EXTRACTIVE
        ? NOBODY
        : new PromptedNewItems(terms.withTextFields(run.textFields()), run, clients);
  }

  @Override
  public Answers ask(List<Question> questions, int length, Path folder) throws IOException {
    if (questions.isEmpty()) {
      return NOBODY.ask(questions, length, folder);
    }
    TermConfig asking = terms.withLength(length);
    List<Beside> beside = questions.stream().map(question -> beside(question, asking)).toList();
    PromptedTermGenerator.Answers answers;
    try (ChatClient client = clients.open(asking, run, answers(folder))) {
      answers = new PromptedTermGenerator(asking, client, (_, _) -> {}).ask(beside);
    }
    if (answers.left() > 0 && !asking.prompted().fallback()) {
      throw new IOException(
          "terms: %d of %d new items are left without an answer: %s; nothing was added, the same command goes on from here, and --fallback ends with terms of the run"
              .formatted(answers.left(), questions.size(), answers.trouble()));
    }
    return new Answers(answers.terms(), answers.counts());
  }

  /// Answers of a language model, as they came.
  public static Path answers(Path folder) {
    return folder.resolve("answers.jsonl");
  }

  private static Beside beside(Question question, TermConfig asking) {
    int shown = Math.min(asking.neighbors(), question.neighbors().size());
    return new Beside(
        question.item(),
        question.neighbors().subList(0, shown),
        java.util.Arrays.copyOf(question.cosines(), shown),
        question.identifiers().subList(0, shown));
  }
}
