package dev.grlm.signal;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.ToyWorlds;
import org.junit.jupiter.api.Nested;

/// Every signal of [Signals] keeps the contract.
class SignalsContractTest {
  abstract static class OfAll extends SignalContract {
    private final String name;

    OfAll(String name) {
      this.name = name;
    }

    @Override
    protected Signal signal(Dataset dataset) {
      return SignalWorlds.named(
          name, SignalWorlds.all(dataset, ToyWorlds.randomTerms(3, dataset.catalog().size(), 15)));
    }
  }

  @Nested
  class BoughtTogether extends OfAll {
    BoughtTogether() {
      super(Signals.BOUGHT_TOGETHER);
    }
  }

  @Nested
  class TwoSteps extends OfAll {
    TwoSteps() {
      super(Signals.TWO_STEPS);
    }
  }

  @Nested
  class NextPair extends OfAll {
    NextPair() {
      super(Signals.NEXT_PAIR);
    }
  }

  @Nested
  class OrderBlind extends OfAll {
    OrderBlind() {
      super(Signals.ORDER_BLIND);
    }
  }

  @Nested
  class Words extends OfAll {
    Words() {
      super(Signals.WORDS);
    }
  }

  @Nested
  class Terms extends OfAll {
    Terms() {
      super(Signals.TERMS);
    }
  }

  @Nested
  class Titles extends OfAll {
    Titles() {
      super(Signals.TITLES);
    }
  }

  @Nested
  class Popular extends OfAll {
    Popular() {
      super(Signals.POPULAR);
    }

    @Override
    protected boolean sharedByPositions() {
      return false;
    }
  }

  @Nested
  class Blend extends OfAll {
    Blend() {
      super(Signals.BLEND);
    }
  }
}
