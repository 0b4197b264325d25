package dev.grlm.lm.t5;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.SessionContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The promises of every session, kept by a T5 over one vocabulary and over levels of codes.
class T5ContractTest {
  abstract static class Promises extends SessionContract<T5Context> {
    abstract T5 t5();

    @Override
    protected LanguageModel<T5Context> model() {
      return t5();
    }

    @Override
    protected int vocabulary(int depth) {
      return t5().config().symbols(depth);
    }

    @Override
    protected Closeable<T5Context> closeable() {
      T5 own = TinyT5.model(t5().config(), 8);
      return new Closeable<>(own, own::close);
    }

    @Override
    protected List<T5Context> contexts() {
      return T5Test.SOURCES.stream().map(T5Context::new).toList();
    }
  }

  @Nested
  class OverAVocabulary extends Promises {
    private static final T5 MODEL = TinyT5.model(TinyT5.config(true, true, List.of()), 8);

    @Override
    T5 t5() {
      return MODEL;
    }

    @Override
    protected int depths() {
      return 5;
    }
  }

  @Nested
  class OverLevels extends Promises {
    private static final T5 MODEL = TinyT5.model(TinyT5.config(false, false, TinyT5.LEVELS), 8);

    @Override
    T5 t5() {
      return MODEL;
    }

    @Override
    protected int depths() {
      return TinyT5.LEVELS.size();
    }
  }
}
