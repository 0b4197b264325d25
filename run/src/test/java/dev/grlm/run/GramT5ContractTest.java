package dev.grlm.run;

import java.util.List;

/// GRAM by the recipe that encodes prompts.
class GramT5ContractTest extends GramContractTest {
  @Override
  protected List<String> settings() {
    return with(
        "preset=t5",
        "gram.prompts.tokens=16",
        "gram.t5.width=16",
        "gram.t5.layers=1",
        "gram.t5.heads=2",
        "gram.t5.headWidth=8",
        "gram.t5.hidden=32",
        "gram.t5.maxItems=4",
        "gram.t5.training.epochs=2",
        "gram.t5.training.batch=64",
        "gram.t5.training.validateEvery=1");
  }
}
