package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.IdentifierCodec;
import dev.grlm.identifier.Identifiers;
import java.util.List;
import java.util.function.Function;

/// A model of codes that was opened.
///
/// @param <C> contexts of the model
/// @param symbols of each level the codes that it can generate, as [dev.grlm.codebook.Codes#symbol]
///   writes them
/// @param codec for a catalogue that has grown, perhaps not for the first time
public record OpenCodes<C>(
    FittedModel<C> fitted,
    List<List<String>> symbols,
    Function<Identifiers, IdentifierCodec<C>> codec) {

  /// The same, which when closed does something more.
  OpenCodes<C> and(Runnable released) {
    Runnable both =
        () -> {
          fitted.close();
          released.run();
        };
    return new OpenCodes<>(new FittedModel<>(fitted.model(), fitted.codec(), both), symbols, codec);
  }

  /// Shares native memory with this one: closing it does nothing.
  OpenCodes<C> grown(Identifiers all) {
    return new OpenCodes<>(
        new FittedModel<>(fitted.model(), codec.apply(all), () -> {}), symbols, codec);
  }
}
