package dev.grlm.codec;

import dev.grlm.lm.LanguageModel;

/// A trained model with the codec that speaks its language.
///
/// @param <C> contexts of the model
/// @param release frees the model's native memory
public record FittedModel<C>(LanguageModel<C> model, IdentifierCodec<C> codec, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
