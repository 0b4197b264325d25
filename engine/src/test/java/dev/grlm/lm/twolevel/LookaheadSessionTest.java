package dev.grlm.lm.twolevel;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.TinyModels;
import java.util.List;

/// The same sessions with the known steps in view: symbols that some, one or no known step has.
class LookaheadSessionTest extends TwoLevelSessionTest {
  private static final TwoLevelDecoder LOOKING =
      TinyModels.loud(
          new TwoLevelConfig(List.of(40, 30, 9), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, true), 1);

  @Override
  protected LanguageModel<StepContext> model() {
    return LOOKING;
  }
}
