/// Runs: fitted stage by stage, opened, asked, reported on.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.run {
  requires transitive dev.grlm.recommender;
  requires static transitive org.jspecify;

  exports dev.grlm.export;
  exports dev.grlm.leak;
  exports dev.grlm.run;
  exports dev.grlm.tune;
  exports dev.grlm.experiment to
      dev.grlm.app;
  exports dev.grlm.journal to
      dev.grlm.app;
  exports dev.grlm.live to
      dev.grlm.app;
  exports dev.grlm.report to
      dev.grlm.app;
  exports dev.grlm.stage to
      dev.grlm.app;
}
