package dev.grlm.task;

import dev.grlm.data.Dataset;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// GTI: every item of the catalogue, also one nobody has touched, is named from its metadata.
public record TermInternalization() implements Task {
  @Override
  public Kind kind() {
    return Kind.GTI;
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    return IntStream.range(0, dataset.catalog().size())
        .mapToObj(
            item -> new Example(Kind.GTI, dataset.catalog().item(item).id(), new int[] {item}));
  }
}
