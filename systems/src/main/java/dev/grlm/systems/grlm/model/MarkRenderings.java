package dev.grlm.systems.grlm.model;

import dev.grlm.codec.Prompts;
import dev.grlm.task.Example;

/// Examples in the marks of the models that are trained from scratch.
public record MarkRenderings(Prompts prompts) implements TermModel.Renderings {
  @Override
  public String prompt(Example example) {
    return prompts.prompt(example);
  }

  @Override
  public String target(Example example) {
    return prompts.target(example);
  }

  @Override
  public void close() {}
}
