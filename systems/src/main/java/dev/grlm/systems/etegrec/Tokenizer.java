package dev.grlm.systems.etegrec;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.Quantized;
import dev.grlm.codebook.RqVaeObjective;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.data.ItemOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// One half of the alternation: the RQ-VAE with the items whose vectors it encodes.
///
/// @param quantizer closed by whoever opened it
/// @param vectors of all items
/// @param order in which items of a group are numbered
record Tokenizer(
    RqVaeQuantizer quantizer,
    ItemVectors vectors,
    CodebookConfig config,
    ItemOrder order,
    RqVaeObjective objective) {

  Tokenizer(RqVaeQuantizer quantizer, ItemVectors vectors, CodebookConfig config, ItemOrder order) {
    this(quantizer, vectors, config, order, quantizer.objective(vectors, config.rqVae()));
  }

  /// The present books, of each level (K, e).
  List<Tensor> books() {
    return IntStream.range(0, config.levels()).mapToObj(quantizer.model()::book).toList();
  }

  Quantized quantized() {
    return quantizer.quantize(vectors);
  }

  /// The present codes of all items, with what tells apart those that have the same.
  Codes codes() {
    return config.collisions().resolve(quantized(), order);
  }
}
