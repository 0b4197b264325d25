package dev.grlm.coded;

import dev.grlm.identifier.Identifiers;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Examples by the codes of their items: the first is shown, every further one is learnt from those
/// before it.
record CodeRendering(Identifiers identifiers) implements ExampleFile.Rendering {
  @Override
  public String prompt(Example example) {
    return codes(example, 0, 1);
  }

  @Override
  public String target(Example example) {
    return codes(example, 1, example.items().length);
  }

  private String codes(Example example, int from, int to) {
    return Arrays.stream(example.items(), from, to)
        .mapToObj(item -> String.join(" ", identifiers.of(item).symbols()))
        .collect(Collectors.joining(" | "));
  }
}
