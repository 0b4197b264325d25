package dev.grlm.lm.qwen3;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/// What a Qwen3 keeps of tokens that many prompts begin with, such as an instruction: computed
/// once, read by any number of sessions. It is the same model for every prompt, only quicker for
/// prompts that begin alike: a session takes over as much as all its prompts begin with, and
/// computes the rest. Keys and values of a token follow from the tokens up to it alone, so results
/// differ from the model's by rounding only.
///
/// Immutable, and thread-safe while the model is not being trained. Holds 2 · layers · heads of
/// keys and values · width of a head numbers per token in native memory. Its sessions may outlive
/// it, but not the model.
public final class Qwen3Prefix implements LanguageModel<TokenContext>, AutoCloseable {
  private final Qwen3 model;
  private final int[] tokens;
  private final List<KeysValues> layers = new ArrayList<>();

  /// @throws IllegalArgumentException when there is no token, one that is not in the vocabulary, or
  ///   more than the model has positions
  Qwen3Prefix(Qwen3 model, int[] tokens) {
    this.model = model;
    this.tokens = tokens.clone();
    Attention causal = Attention.causal();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      model.hiddenStates(
          TokenBatch.of(List.of(this.tokens)),
          _ ->
              (query, key, value) -> {
                layers.add(KeysValues.keep(key.contiguous(), value.contiguous()));
                return causal.attend(query, key, value);
              },
          Dropout.none());
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /// Number of tokens.
  public int length() {
    return tokens.length;
  }

  @Override
  public Session open(List<? extends TokenContext> contexts) {
    List<int[]> prompts = Qwen3Session.prompts(contexts);
    int shared = tokens.length;
    for (int[] prompt : prompts) {
      shared = Math.min(shared, sharedLength(tokens, prompt));
    }
    return new Qwen3Session(model, prompts, firstTokens(Math.min(shared, leavingOne(prompts))));
  }

  /// A session whose prompts share their common beginning among themselves, if that saves reading
  /// at least `leastSaved` tokens.
  static Qwen3Session shared(Qwen3 model, List<? extends TokenContext> contexts, long leastSaved) {
    List<int[]> prompts = Qwen3Session.prompts(contexts);
    int[] first = prompts.getFirst();
    int shared = leavingOne(prompts);
    for (int[] prompt : prompts) {
      shared = Math.min(shared, sharedLength(first, prompt));
    }
    long saved = (prompts.size() - 1L) * shared;
    if (saved < Math.max(1, leastSaved)) {
      return new Qwen3Session(model, prompts, List.of());
    }
    try (var prefix = new Qwen3Prefix(model, Arrays.copyOf(first, shared))) {
      return new Qwen3Session(model, prompts, prefix.firstTokens(shared));
    }
  }

  private static int sharedLength(int[] a, int[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }

  /// The longest beginning that leaves a token of every prompt, from whose state to go on.
  private static int leavingOne(List<int[]> prompts) {
    return prompts.stream().mapToInt(prompt -> prompt.length - 1).min().orElse(0);
  }

  /// Keys and values of every layer, to be closed by the caller; none where `count` is not
  /// positive.
  private List<KeysValues> firstTokens(int count) {
    if (count <= 0) {
      return List.of();
    }
    try (var _ = new PointerScope()) {
      return layers.stream().map(layer -> layer.first(count)).toList();
    }
  }

  @Override
  public void close() {
    layers.forEach(KeysValues::close);
  }
}
