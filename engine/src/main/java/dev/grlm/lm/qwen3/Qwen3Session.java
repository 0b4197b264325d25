package dev.grlm.lm.qwen3;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.RowLayout;
import dev.grlm.lm.RowSession;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Rows over prompts of any lengths, which may share their beginning.
final class Qwen3Session extends RowSession {
  private final Qwen3 model;
  private final int prefixLength;

  /// Tokens of each prompt behind the prefix.
  private final int[] promptLengths;

  private final List<KeyValueCache> caches = new ArrayList<>();

  /// @param prefix keys and values of the first tokens of every prompt, layer by layer, which the
  ///   session takes over; none where nothing is shared
  Qwen3Session(Qwen3 model, List<int[]> prompts, List<KeysValues> prefix) {
    super(prompts.size());
    this.model = model;
    this.prefixLength = prefix.isEmpty() ? 0 : Math.toIntExact(prefix.getFirst().time());
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch =
          TokenBatch.of(
              prompts.stream()
                  .map(prompt -> Arrays.copyOfRange(prompt, prefixLength, prompt.length))
                  .toList());
      this.promptLengths = batch.lengths();
      Tensor all = prefix.isEmpty() ? readWhole(batch) : readBehind(prefix, batch);
      Tensor newest = Tensors.beside(all, Tensors.longs(batch.newest(), batch.requests()));
      begin(all.view(-1, model.config().width()).index_select(0, newest));
    } catch (RuntimeException failure) {
      caches.forEach(KeyValueCache::close);
      prefix
          .subList(caches.size(), Math.max(caches.size(), prefix.size()))
          .forEach(KeysValues::close);
      throw failure;
    }
  }

  private Tensor readWhole(TokenBatch batch) {
    return model.hiddenStates(batch, _ -> recording(null, Attention.causal()), Dropout.none());
  }

  private Tensor readBehind(List<KeysValues> prefix, TokenBatch batch) {
    return model.statesBehind(
        prefixLength,
        batch,
        layer -> recording(prefix.get(layer), new PrefixAttention(prefix.get(layer))));
  }

  private Attention recording(@Nullable KeysValues prefix, Attention attention) {
    return (query, key, value) -> {
      var prompt = KeysValues.keep(key.contiguous(), value.contiguous());
      caches.add(new KeyValueCache(prefix, prompt));
      return attention.attend(query, key, value);
    };
  }

  /// @throws IllegalArgumentException when there is no context
  static List<int[]> prompts(List<? extends TokenContext> contexts) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one context");
    }
    return contexts.stream().map(TokenContext::tokens).toList();
  }

  /// How many tokens the prompts share.
  int sharedTokens() {
    return prefixLength;
  }

  @Override
  protected int symbols() {
    return model.config().vocabularySize();
  }

  @Override
  protected Tensor logits(Tensor states) {
    return model.logits(states);
  }

  @Override
  protected Tensor pairLogits(Tensor states, Tensor rows, Tensor symbols) {
    return model.pairLogits(states, rows, symbols);
  }

  @Override
  protected void reorder(Tensor order) {
    caches.forEach(cache -> cache.reorder(order));
  }

  @Override
  protected long[] tokens(int[] symbols) {
    return Arrays.stream(symbols).asLongStream().toArray();
  }

  @Override
  protected Tensor read(long[] tokens) {
    RowLayout layout = caches.getFirst().layout(requestOfRow(), promptLengths);
    int read = taken() - 1;
    int[] positions =
        Arrays.stream(requestOfRow())
            .map(request -> prefixLength + promptLengths[request] + read)
            .toArray();
    return model.nextStates(
        tokens,
        positions,
        layer -> (query, key, value) -> caches.get(layer).attend(query, key, value, layout));
  }

  @Override
  protected void release() {
    caches.forEach(KeyValueCache::close);
  }
}
