package dev.grlm.lm;

import dev.grlm.tensor.Natives;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The session contract with the known steps in view: symbols that some, one or no known step has.
class LookaheadSessionTest extends SessionContract {
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(40, 30, 9), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, true);

  private static final TwoLevelDecoder MODEL = TinyModels.loud(CONFIG, 1);
  private static final List<Step> UNIVERSE = TinyModels.universe(CONFIG, 6, 2);

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Override
  protected LanguageModel model() {
    return MODEL;
  }

  /// Steps and words in turn, so that their order has to be kept.
  @Override
  protected List<Context> contexts() {
    return List.of(
        new Context.Words(new int[] {1, 4}),
        new Context.Steps(UNIVERSE.subList(0, 4)),
        new Context.Words(new int[] {6}),
        new Context.Steps(List.of(new Step(Step.NO_ID, new int[] {7, 8, 1}))),
        new Context.Steps(UNIVERSE.subList(2, 4)));
  }

  @Override
  protected int vocabulary(int depth) {
    return CONFIG.slotSizes().get(depth);
  }

  @Override
  protected int depths() {
    return 3;
  }
}
