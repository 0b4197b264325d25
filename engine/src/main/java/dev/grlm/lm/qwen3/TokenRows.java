package dev.grlm.lm.qwen3;

import dev.grlm.nn.Linear;
import dev.grlm.tensor.Parameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Rows of embedding and head that are trained while all others stay: those of tokens that follow
/// each other. They stand in for the rows of the model until they are merged. With a tied head the
/// rows of the embedding are those of the head.
///
/// @param first token
/// @param count of the tokens
/// @param tied whether the head has no rows of its own
record TokenRows(int first, int count, boolean tied) {
  private static final String EMBEDDING = "new_tokens.embedding";
  private static final String HEAD = "new_tokens.head";

  void declare(Parameters.Declaration declaration, int width) {
    declaration.normal(EMBEDDING, 0, count, width);
    if (!tied) {
      declaration.normal(HEAD, 0, count, width);
    }
  }

  /// Begins with the model's rows.
  void start(Parameters rows, Parameters model) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      rows.tensor(EMBEDDING).copy_(of(model.tensor(Qwen3Folder.EMBEDDING)));
      if (!tied) {
        rows.tensor(HEAD).copy_(of(model.tensor(Qwen3Folder.HEAD)));
      }
    }
  }

  /// Puts the rows into the model, rounded to its precision.
  void mergeInto(Parameters model, Parameters rows) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      of(model.tensor(Qwen3Folder.EMBEDDING)).copy_(rows.tensor(EMBEDDING));
      if (!tied) {
        of(model.tensor(Qwen3Folder.HEAD)).copy_(rows.tensor(HEAD));
      }
    }
  }

  private Tensor of(Tensor table) {
    return table.narrow(0, first, count);
  }

  private Tensor head(Parameters rows) {
    return rows.tensor(tied ? EMBEDDING : HEAD);
  }

  /// @param looked what the model's own table has for `tokens` (…, D)
  Tensor embedded(Parameters rows, Tensor looked, Tensor tokens) {
    return replaced(rows.tensor(EMBEDDING), looked, tokens);
  }

  /// @param picked rows of the model's own head for `tokens` (n, D)
  Tensor picked(Parameters rows, Tensor picked, Tensor tokens) {
    return replaced(head(rows), picked, tokens);
  }

  private Tensor replaced(Tensor own, Tensor looked, Tensor tokens) {
    Tensor places = tokens.sub(new Scalar(first));
    Tensor ours = places.ge(new Scalar(0)).logical_and(places.lt(new Scalar(count)));
    Tensor inside = torch.where(ours, places, torch.zeros_like(places));
    Tensor found = torch.embedding(Linear.like(looked, own), inside);
    return torch.where(ours.unsqueeze(-1), found, looked);
  }

  /// One product over the whole head, in which what the model's own rows say of the tokens is
  /// overwritten: no gradient goes there.
  ///
  /// @param states (P, D)
  /// @param head the model's own (V, D)
  /// @return (P, V)
  Tensor logits(Parameters rows, Tensor states, Tensor head) {
    Tensor logits = torch.linear(states, Linear.like(states, head));
    Tensor own = torch.linear(states, Linear.like(states, head(rows)));
    logits.narrow(1, first, count).copy_(own);
    return logits;
  }
}
