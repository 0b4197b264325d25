/// Tables of catalogue and log, their files, and pages to look at.
@SuppressWarnings("module") // those exported to are compiled later
open module dev.grlm.data {
  requires transitive com.fasterxml.jackson.databind;
  requires static transitive org.jspecify;

  exports dev.grlm.data;
  exports dev.grlm.io;
  exports dev.grlm.page to
      dev.grlm.run,
      dev.grlm.convert,
      dev.grlm.app;
}
