package dev.grlm.systems.lcrec;

import dev.grlm.task.Example;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// Questions and answers in parts: words, and items that stand there by their codes. What is made
/// of a part is the reader's affair.
///
/// @param words of the catalogue's items
record Question(ItemWords words) {
  private static final String COMMA = ", ";
  private static final String UNTITLED = "an item without a title";

  /// The wordings that ask by what the example's item has.
  List<String> wordings(Templates templates, Example example) {
    int item = example.items()[example.items().length - 1];
    return templates.of(
        LessonKind.parse(example.task()),
        words.has(item, LessonKind.Field.TITLE),
        words.has(item, LessonKind.Field.DESCRIPTION));
  }

  /// @param wording one of [Templates]
  /// @param text hears words, `codes` items, in order
  void ask(String wording, Example example, Consumer<String> text, IntConsumer codes) {
    int[] items = example.items();
    int last = items.length - 1;
    for (String part : Templates.parts(wording)) {
      switch (part) {
        case "{history}" -> history(items, last, text, codes);
        case "{titles}" -> text.accept(titles(Arrays.copyOf(items, last)));
        case "{codes}" -> codes.accept(items[last]);
        case "{title}" -> text.accept(words.title(items[last]));
        case "{description}" -> text.accept(words.description(items[last]));
        default -> text.accept(part);
      }
    }
  }

  private static void history(int[] items, int count, Consumer<String> text, IntConsumer codes) {
    for (int place = 0; place < count; place++) {
      if (place > 0) {
        text.accept(COMMA);
      }
      codes.accept(items[place]);
    }
  }

  private String titles(int[] items) {
    return Arrays.stream(items)
        .mapToObj(words::title)
        .map(title -> title.isEmpty() ? UNTITLED : '"' + title + '"')
        .collect(Collectors.joining(COMMA));
  }

  /// What is to be said of the last item.
  void answer(LessonKind kind, Example example, Consumer<String> text, IntConsumer codes) {
    int item = example.items()[example.items().length - 1];
    switch (kind.answer()) {
      case CODES -> codes.accept(item);
      case TITLE -> text.accept(words.title(item));
      case DESCRIPTION -> text.accept(words.description(item));
    }
  }
}
