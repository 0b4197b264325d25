package dev.grlm.run;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.lm.LanguageModel;

/// A trained model with the codec that speaks its language.
///
/// @param release frees the model's native memory
public record FittedModel(LanguageModel model, IdentifierCodec codec, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
