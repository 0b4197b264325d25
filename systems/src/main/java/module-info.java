/// The recommenders themselves.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.systems {
  requires transitive dev.grlm.recommender;
  requires static transitive org.jspecify;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports dev.grlm.systems.grlm.extract;
  exports dev.grlm.systems.grlm.compress to
      dev.grlm.run;
  exports dev.grlm.systems.grlm.prompt to
      dev.grlm.run;
}
