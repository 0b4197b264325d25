package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Where the rows of a session stand among its requests: rows are laid out as a rectangle, requests
/// × width, so that all rows of a request meet its prompt in one product. Made for one step; its
/// tensors belong to the scope of that step.
///
/// @param width rows of the request that has most
/// @param slotOfRow place of each row in the rectangle; null when rows fill it in order
/// @param rowOfSlot row at each place; any row where the place is empty; null likewise
/// @param hidden bool (requests, 1, 1, prompt time), true where a prompt is padded; null when none
///   is
public record RowLayout(
    int requests,
    int width,
    @Nullable Tensor slotOfRow,
    @Nullable Tensor rowOfSlot,
    @Nullable Tensor hidden) {

  /// @param requestOfRow at least one row
  /// @param like any tensor of the device where rows are
  public static RowLayout of(int[] requestOfRow, int[] promptLengths, Tensor like) {
    int requests = promptLengths.length;
    var filled = new int[requests];
    for (int request : requestOfRow) {
      filled[request]++;
    }
    int width = Arrays.stream(filled).max().orElse(0);
    Arrays.fill(filled, 0);
    var slotOfRow = new long[requestOfRow.length];
    var rowOfSlot = new long[requests * width];
    boolean inOrder = slotOfRow.length == rowOfSlot.length;
    for (int row = 0; row < slotOfRow.length; row++) {
      int slot = requestOfRow[row] * width + filled[requestOfRow[row]]++;
      slotOfRow[row] = slot;
      rowOfSlot[slot] = row;
      inOrder &= slot == row;
    }
    return new RowLayout(
        requests,
        width,
        inOrder ? null : Tensors.beside(like, Tensors.longs(slotOfRow, slotOfRow.length)),
        inOrder ? null : Tensors.beside(like, Tensors.longs(rowOfSlot, rowOfSlot.length)),
        hidden(promptLengths, like));
  }

  /// Which positions are padding, of sequences padded on the right to the longest.
  ///
  /// @param like any tensor of the device where it is wanted
  /// @return bool (sequences, 1, 1, time), true where padded; null when nothing is
  public static @Nullable Tensor hidden(int[] lengths, Tensor like) {
    int time = Arrays.stream(lengths).max().orElse(0);
    if (Arrays.stream(lengths).allMatch(length -> length == time)) {
      return null;
    }
    var padded = new byte[lengths.length * time];
    for (int request = 0; request < lengths.length; request++) {
      Arrays.fill(padded, request * time + lengths[request], (request + 1) * time, (byte) 1);
    }
    return Tensors.beside(like, Tensors.atLeast(padded, 1, lengths.length, 1, 1, time));
  }

  /// @param x (rows, heads, group, n)
  /// @return (requests, heads, width × group, n)
  public Tensor byRequest(Tensor x) {
    Tensor placed = rowOfSlot == null ? x : x.index_select(0, rowOfSlot);
    return placed
        .view(requests, width, x.size(1), x.size(2), x.size(3))
        .transpose(1, 2)
        .reshape(requests, x.size(1), width * x.size(2), x.size(3));
  }

  /// The way back.
  ///
  /// @param x (requests, heads, width × group, n)
  /// @return (rows, heads, group, n)
  public Tensor byRow(Tensor x) {
    long group = x.size(2) / width;
    Tensor placed =
        x.view(requests, x.size(1), width, group, x.size(3))
            .transpose(1, 2)
            .reshape((long) requests * width, x.size(1), group, x.size(3));
    return slotOfRow == null ? placed : placed.index_select(0, slotOfRow);
  }
}
