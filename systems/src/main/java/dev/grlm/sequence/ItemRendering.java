package dev.grlm.sequence;

import dev.grlm.data.Catalog;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Examples by the ids of their items: the first is shown, every further one is learnt from those
/// before it.
public record ItemRendering(Catalog catalog) implements ExampleFile.Rendering {
  @Override
  public String prompt(Example example) {
    return ids(example, 0, 1);
  }

  @Override
  public String target(Example example) {
    return ids(example, 1, example.items().length);
  }

  private String ids(Example example, int from, int to) {
    return Arrays.stream(example.items(), from, to)
        .mapToObj(item -> catalog.item(item).id())
        .collect(Collectors.joining(" "));
  }
}
