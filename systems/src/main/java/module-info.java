/// The recommenders themselves.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.systems {
  requires transitive dev.grlm.recommender;
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports dev.grlm.systems;
  exports dev.grlm.systems.grlm;
  exports dev.grlm.systems.grlm.checkpoint;
  exports dev.grlm.systems.grlm.extract;
  exports dev.grlm.systems.grlm.naming;
  exports dev.grlm.systems.grlm.flat;
  exports dev.grlm.systems.grlm.prompt;
  exports dev.grlm.systems.grlm.small;
  exports dev.grlm.systems.sasrec;
  exports dev.grlm.systems.grlm.compress to
      dev.grlm.app;
}
