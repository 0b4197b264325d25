package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.IdentifierCodec;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifiers;
import java.util.List;

/// A model of codes that was opened.
///
/// @param <C> contexts of the model
/// @param symbols of each level the codes that it can generate, as [dev.grlm.codebook.Codes#symbol]
///   writes them
/// @param codec for a catalogue that has grown, perhaps not for the first time
public record OpenCodes<C>(FittedModel<C> fitted, List<List<String>> symbols, Growth<C> codec) {

  /// Speaks of a larger catalogue.
  ///
  /// @param <C> contexts of the model
  @FunctionalInterface
  public interface Growth<C> {
    IdentifierCodec<C> codec(Catalog catalog, Identifiers identifiers);
  }

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
  OpenCodes<C> grown(Catalog catalog, Identifiers all) {
    return new OpenCodes<>(
        new FittedModel<>(fitted.model(), codec.codec(catalog, all), () -> {}), symbols, codec);
  }
}
