package dev.grlm.lm.t5;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.nn.Dropout;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/// A [T5] of which the encoder reads several passages, each alone, and the decoder sees all that it
/// made of them side by side (Izacard and Grave 2021, arXiv 2007.01282, section 3), with the learnt
/// vector of a passage's place added to each state (as GRAM does, arXiv 2506.01673). So reading
/// costs what the passages cost and not the square of their number.
///
/// A passage that stands more than once in a batch, at whatever places, is read once.
///
/// @param model which has places for passages; not closed with this
public record FusionInDecoder(T5 model) implements LanguageModel<PassagesContext> {
  /// @throws IllegalArgumentException when the model has no places
  public FusionInDecoder {
    if (model.config().passages() < 1) {
      throw new IllegalArgumentException("a model of single texts has no places for passages");
    }
  }

  /// @throws IllegalArgumentException when there is no context, one with more passages than there
  ///   are places, or a token that is not in the vocabulary
  @Override
  public Session open(List<? extends PassagesContext> contexts) {
    T5Session.requireSome(contexts);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var read = ReadPassages.of(model, List.copyOf(contexts), Dropout.none());
      int[] all = IntStream.range(0, contexts.size()).toArray();
      return new T5Session(model, read.lengths(all), layer -> read.seen(layer, all));
    }
  }
}
