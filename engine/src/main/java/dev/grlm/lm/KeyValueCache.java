package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Keys and values of one layer: those of a prompt once per request, those of generated tokens once
/// per row. So beams that share a prompt do not copy it, and a reordering moves only what was
/// generated. Owns its tensors; confined to its session.
final class KeyValueCache implements AutoCloseable {
  private final Tensor promptKeys;
  private final Tensor promptValues;
  private @Nullable Tensor keys;
  private @Nullable Tensor values;

  /// @param promptKeys (requests, heads, prompt time, width of a head)
  /// @param promptValues of the same shape
  KeyValueCache(Tensor promptKeys, Tensor promptValues) {
    this.promptKeys = keep(promptKeys.contiguous());
    this.promptValues = keep(promptValues.contiguous());
  }

  /// Row i becomes old row `order[i]`.
  void reorder(Tensor order) {
    if (keys != null && values != null) {
      replace(keys.index_select(0, order), values.index_select(0, order));
    }
  }

  /// Takes in one more token per row and looks at the prompt and at all generated tokens.
  ///
  /// @param query (rows, query heads, 1, width of a head)
  /// @param key (rows, heads, 1, width of a head)
  /// @param value of the shape of `key`
  /// @return of the shape of `query`
  Tensor attend(Tensor query, Tensor key, Tensor value, RowLayout layout) {
    Tensor allKeys = keys == null ? key : Tensors.cat(2, keys, key);
    Tensor allValues = values == null ? value : Tensors.cat(2, values, value);
    replace(allKeys, allValues);
    long rows = query.size(0);
    long heads = key.size(1);
    long width = query.size(3);
    Tensor grouped =
        query
            .mul(new Scalar(1 / Math.sqrt((double) width)))
            .reshape(rows, heads, query.size(1) / heads, width);
    Tensor promptScores = layout.byRequest(grouped).matmul(promptKeys.transpose(2, 3));
    if (layout.hidden() != null) {
      promptScores = promptScores.add(layout.hidden());
    }
    Tensor ownScores = grouped.matmul(allKeys.transpose(2, 3));
    Tensor shares = torch.softmax(Tensors.cat(3, layout.byRow(promptScores), ownScores), 3);
    long promptTime = promptKeys.size(2);
    Tensor ofPrompt = layout.byRequest(shares.narrow(3, 0, promptTime)).matmul(promptValues);
    Tensor ofRow = shares.narrow(3, promptTime, allKeys.size(2)).matmul(allValues);
    return layout.byRow(ofPrompt).add(ofRow).reshape(rows, query.size(1), 1, width);
  }

  private void replace(Tensor newKeys, Tensor newValues) {
    keep(newKeys);
    keep(newValues);
    closeRows();
    keys = newKeys;
    values = newValues;
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  private void closeRows() {
    if (keys != null) {
      keys.close();
    }
    if (values != null) {
      values.close();
    }
  }

  @Override
  public void close() {
    closeRows();
    promptKeys.close();
    promptValues.close();
  }
}
