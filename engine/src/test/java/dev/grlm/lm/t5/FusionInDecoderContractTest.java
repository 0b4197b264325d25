package dev.grlm.lm.t5;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.SessionContract;
import java.util.List;

/// The promises of every session, kept by a decoder that sees passages side by side.
class FusionInDecoderContractTest extends SessionContract<PassagesContext> {
  private static final T5Config CONFIG = TinyT5.passages(false, false, TinyT5.LEVELS);
  private static final T5 MODEL = TinyT5.model(CONFIG, 8);

  @Override
  protected LanguageModel<PassagesContext> model() {
    return new FusionInDecoder(MODEL);
  }

  @Override
  protected int vocabulary(int depth) {
    return CONFIG.symbols(depth);
  }

  @Override
  protected int depths() {
    return TinyT5.LEVELS.size();
  }

  @Override
  protected Closeable<PassagesContext> closeable() {
    T5 own = TinyT5.model(CONFIG, 8);
    return new Closeable<>(new FusionInDecoder(own), own::close);
  }

  @Override
  protected List<PassagesContext> contexts() {
    return FusionInDecoderTest.CONTEXTS;
  }
}
