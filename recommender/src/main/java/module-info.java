/// The steps from a catalogue to recommendations, and what each of them promises.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.recommender {
  requires transitive dev.grlm.engine;
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler;
  requires java.net.http;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.analysis.icu;
  requires org.apache.lucene.core;

  uses dev.grlm.embed.PretrainedEncoder;

  exports dev.grlm.chat;
  exports dev.grlm.codebook;
  exports dev.grlm.codec;
  exports dev.grlm.embed;
  exports dev.grlm.evaluate;
  exports dev.grlm.fitting;
  exports dev.grlm.fusion;
  exports dev.grlm.ground;
  exports dev.grlm.identifier;
  exports dev.grlm.neighbor;
  exports dev.grlm.recommend;
  exports dev.grlm.signal;
  exports dev.grlm.system;
  exports dev.grlm.task;
  exports dev.grlm.words;
  exports dev.grlm.baseline to
      dev.grlm.app,
      dev.grlm.run,
      dev.grlm.systems;
}
