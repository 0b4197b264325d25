/// The recommenders themselves. Who uses them needs the list of them and the names of settings.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.systems {
  requires transitive dev.grlm.recommender;
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static java.compiler;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports dev.grlm.systems;
  exports dev.grlm.systems.grlm to
      dev.grlm.app;
  exports dev.grlm.systems.grlm.compress to
      dev.grlm.app;
  exports dev.grlm.systems.grlm.naming to
      dev.grlm.app;
  exports dev.grlm.systems.grlm.prompt to
      dev.grlm.app;
}
