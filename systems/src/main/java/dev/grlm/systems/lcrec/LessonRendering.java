package dev.grlm.systems.lcrec;

import dev.grlm.identifier.Identifiers;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;

/// Samples as text, each question in the first of its wordings; the others come in training.
record LessonRendering(Question question, Identifiers identifiers, Templates templates)
    implements ExampleFile.Rendering {
  @Override
  public String prompt(Example example) {
    var text = new StringBuilder();
    question.ask(
        question.wordings(templates, example).getFirst(),
        example,
        text::append,
        item -> text.append(CodeWords.text(identifiers.of(item))));
    return text.toString();
  }

  @Override
  public String target(Example example) {
    var text = new StringBuilder();
    question.answer(
        LessonKind.parse(example.task()),
        example,
        text::append,
        item -> text.append(CodeWords.text(identifiers.of(item))));
    return text.toString();
  }
}
