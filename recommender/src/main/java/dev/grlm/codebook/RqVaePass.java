package dev.grlm.codebook;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// What became of some items on their way through an [RqVae], with its graph: what a further loss
/// is made of.
///
/// @param items indices in the catalogue, B of them
/// @param x (B, width of the vectors), the vectors themselves
/// @param z (B, e), encoded
/// @param residuals r, of each level (B, e): what was left before it; only `z` carries the graph to
///   the encoder, codes that were subtracted carry none; with [RqVaeConfig#legacy] the first alone
///   carries it
/// @param chosen q, of each level (B, e): the codes that were taken
/// @param codes levels × B: their numbers
/// @param quantized (B, e), the sum of the codes, whose gradient goes straight through to `z`
/// @param reconstruction (B, width of the vectors), decoded from it
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record RqVaePass(
    int[] items,
    Tensor x,
    Tensor z,
    List<Tensor> residuals,
    List<Tensor> chosen,
    long[][] codes,
    Tensor quantized,
    Tensor reconstruction) {
  public RqVaePass {
    residuals = List.copyOf(residuals);
    chosen = List.copyOf(chosen);
  }
}
