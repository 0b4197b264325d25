package dev.grlm.task;

import dev.grlm.data.Dataset;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// GTI: every item of the catalogue, also one nobody has touched, is named from its metadata.
public record TermInternalization() implements Task {
  /// The paper's name of generative term internalisation: metadata → Term ID.
  public static final String NAME = "GTI";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Stream<Example> examples(Dataset dataset) {
    return IntStream.range(0, dataset.catalog().size())
        .mapToObj(item -> new Example(NAME, dataset.catalog().item(item).id(), new int[] {item}));
  }
}
