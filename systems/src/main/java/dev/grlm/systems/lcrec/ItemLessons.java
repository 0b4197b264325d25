package dev.grlm.systems.lcrec;

import dev.grlm.data.Dataset;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A sample per item of the catalogue that has the texts that it takes.
///
/// @param descriptionLength most characters of a description
record ItemLessons(LessonKind kind, int descriptionLength) implements Task {
  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    var words = new ItemWords(dataset.catalog(), descriptionLength);
    return IntStream.range(0, dataset.catalog().size())
        .filter(item -> takes(item, words))
        .mapToObj(item -> new Example(name(), dataset.catalog().item(item).id(), new int[] {item}));
  }

  private boolean takes(int item, ItemWords words) {
    return kind == LessonKind.ITEM_TO_CODES
        ? words.has(item, LessonKind.Field.TITLE) || words.has(item, LessonKind.Field.DESCRIPTION)
        : words.has(item, kind.answer());
  }
}
