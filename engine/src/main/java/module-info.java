/// Tensors, models, training and decoding; knows no items and no users.
open module dev.grlm.engine {
  requires transitive dev.grlm.data;
  requires transitive org.bytedeco.pytorch;
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler;
  requires ai.djl.tokenizers;
  requires jdk.management;

  exports dev.grlm.cluster;
  exports dev.grlm.decode;
  exports dev.grlm.lm;
  exports dev.grlm.lm.latefusion;
  exports dev.grlm.lm.qwen3;
  exports dev.grlm.lm.t5;
  exports dev.grlm.lm.twolevel;
  exports dev.grlm.nn;
  exports dev.grlm.process;
  exports dev.grlm.tensor;
  exports dev.grlm.text;
  exports dev.grlm.train;
}
