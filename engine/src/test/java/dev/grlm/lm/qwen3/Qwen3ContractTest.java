package dev.grlm.lm.qwen3;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.SessionContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The promises of every session, kept by a Qwen3 with and without shared beginnings.
class Qwen3ContractTest {
  private static final Qwen3 MODEL = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);
  private static final int[] LONG = TinyQwen3.tokens(24, 1);
  private static final Qwen3Prefix PREFIX = MODEL.prefix(Arrays.copyOf(LONG, 18));

  abstract static class Promises extends SessionContract<TokenContext> {
    @Override
    protected int vocabulary(int depth) {
      return TinyQwen3.VOCABULARY;
    }

    @Override
    protected int depths() {
      return 5;
    }

    @Override
    protected Closeable<TokenContext> closeable() {
      Qwen3 own = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 8);
      return new Closeable<>(own, own::close);
    }

    @Override
    protected List<TokenContext> contexts() {
      return List.of(
          new TokenContext(LONG),
          new TokenContext(Arrays.copyOf(LONG, 19)),
          new TokenContext(Arrays.copyOf(LONG, 21)));
    }
  }

  @Nested
  class Shared extends Promises {
    @Override
    protected LanguageModel<TokenContext> model() {
      return contexts -> Qwen3Prefix.shared(MODEL, contexts, 1);
    }
  }

  @Nested
  class OnAKeptPrefix extends Promises {
    @Override
    protected LanguageModel<TokenContext> model() {
      return PREFIX;
    }
  }

  @Nested
  class NothingShared extends Promises {
    @Override
    protected LanguageModel<TokenContext> model() {
      return MODEL;
    }

    @Override
    protected List<TokenContext> contexts() {
      return List.of(
          new TokenContext(TinyQwen3.tokens(7, 1)),
          new TokenContext(TinyQwen3.tokens(1, 2)),
          new TokenContext(TinyQwen3.tokens(4, 3)));
    }
  }
}
