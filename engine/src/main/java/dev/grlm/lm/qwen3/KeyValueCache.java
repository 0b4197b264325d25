package dev.grlm.lm.qwen3;

import dev.grlm.lm.GeneratedRows;
import dev.grlm.lm.KeysValues;
import dev.grlm.lm.RowLayout;
import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Keys and values of one layer: those of a shared prefix once, those of the rest of a prompt once
/// per request, those of generated tokens once per row. So beams that share a prompt and prompts
/// that share an instruction do not copy it, and a reordering moves only what was generated. Owns
/// its tensors; confined to its session.
final class KeyValueCache implements AutoCloseable {
  private final @Nullable KeysValues prefix;
  private final KeysValues prompt;
  private final GeneratedRows keys = new GeneratedRows();
  private final GeneratedRows values = new GeneratedRows();

  /// @param prefix (1, heads, prefix time, width of a head), null where nothing is shared
  /// @param prompt (requests, heads, prompt time, width of a head)
  KeyValueCache(@Nullable KeysValues prefix, KeysValues prompt) {
    this.prefix = prefix;
    this.prompt = prompt;
  }

  /// Row i becomes old row `order[i]`.
  void reorder(Tensor order) {
    keys.reorder(order);
    values.reorder(order);
  }

  /// Where rows stand among the prompts, beside the keys of these.
  RowLayout layout(int[] requestOfRow, int[] promptLengths) {
    return RowLayout.of(requestOfRow, promptLengths, prompt.keys());
  }

  /// Takes in one more token per row and looks at prefix, prompt and all generated tokens.
  ///
  /// @param query (rows, query heads, 1, width of a head)
  /// @param key (rows, heads, 1, width of a head)
  /// @param value of the shape of `key`
  /// @return of the shape of `query`
  Tensor attend(Tensor query, Tensor key, Tensor value, RowLayout layout) {
    Tensor ownKeys = keys.append(key);
    Tensor ownValues = values.append(value);
    long rows = query.size(0);
    long heads = key.size(1);
    long width = query.size(3);
    Tensor grouped =
        query
            .mul(new Scalar(1 / Math.sqrt((double) width)))
            .reshape(rows, heads, query.size(1) / heads, width);
    Tensor promptScores = layout.byRequest(grouped).matmul(prompt.keys().transpose(2, 3));
    if (layout.hidden() != null) {
      promptScores =
          torch.masked_fill(promptScores, layout.hidden(), new Scalar(Double.NEGATIVE_INFINITY));
    }
    Tensor ownScores = grouped.matmul(ownKeys.transpose(2, 3));
    Tensor scores = Tensors.cat(3, layout.byRow(promptScores), ownScores);
    KeysValues shared = prefix;
    if (shared != null) {
      Tensor sharedScores = allRows(grouped).matmul(shared.keys().transpose(2, 3));
      scores = Tensors.cat(3, scores, singleRows(sharedScores, rows));
    }
    Tensor shares =
        torch.softmax(scores, 3, new ScalarTypeOptional(ScalarType.Float)).to(query.scalar_type());
    long promptTime = prompt.time();
    long time = ownKeys.size(2);
    Tensor context =
        layout.byRow(layout.byRequest(shares.narrow(3, 0, promptTime)).matmul(prompt.values()));
    context = context.add(shares.narrow(3, promptTime, time).matmul(ownValues));
    if (shared != null) {
      Tensor part = allRows(shares.narrow(3, promptTime + time, shared.time()));
      context = context.add(singleRows(part.matmul(shared.values()), rows));
    }
    return context.reshape(rows, query.size(1), 1, width);
  }

  /// All rows side by side, so that they meet the prefix in one product.
  ///
  /// @param x (rows, heads, group, n)
  /// @return (1, heads, rows × group, n)
  private static Tensor allRows(Tensor x) {
    return x.transpose(0, 1).reshape(1, x.size(1), x.size(0) * x.size(2), x.size(3));
  }

  /// The way back.
  private static Tensor singleRows(Tensor x, long rows) {
    return x.view(x.size(1), rows, x.size(2) / rows, x.size(3)).transpose(0, 1);
  }

  @Override
  public void close() {
    keys.close();
    values.close();
    prompt.close();
    if (prefix != null) {
      prefix.close();
    }
  }
}
