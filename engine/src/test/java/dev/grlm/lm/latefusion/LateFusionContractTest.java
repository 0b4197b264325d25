package dev.grlm.lm.latefusion;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.SessionContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The promises of every session, kept with all passages and with the fewest.
class LateFusionContractTest {
  abstract static class Promises extends SessionContract<FusionContext> {
    abstract LateFusion fusion();

    @Override
    protected LanguageModel<FusionContext> model() {
      return fusion();
    }

    @Override
    protected int vocabulary(int depth) {
      return fusion().config().slotSizes().get(depth);
    }

    @Override
    protected int depths() {
      return fusion().config().slots();
    }

    @Override
    protected Closeable<FusionContext> closeable() {
      LateFusion own = TinyFusion.model(fusion().config());
      return new Closeable<>(own, own::close);
    }

    @Override
    protected List<FusionContext> contexts() {
      Passages passages = TinyFusion.passages(fusion().config());
      return TinyFusion.HISTORIES.stream()
          .map(history -> new FusionContext(passages, history))
          .toList();
    }
  }

  @Nested
  class WithAllPassages extends Promises {
    private static final LateFusion MODEL = TinyFusion.model(TinyFusion.ALL);

    @Override
    LateFusion fusion() {
      return MODEL;
    }
  }

  @Nested
  class WithNamesAlone extends Promises {
    private static final LateFusion MODEL = TinyFusion.model(TinyFusion.NAMES);

    @Override
    LateFusion fusion() {
      return MODEL;
    }
  }
}
