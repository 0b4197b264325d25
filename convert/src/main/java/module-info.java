/// Foreign formats, and the way from them to a folder that can be fitted.
open module dev.grlm.convert {
  requires transitive dev.grlm.data;
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static transitive java.compiler;
  requires de.siegmar.fastcsv;
  requires duckdb.jdbc;
  requires java.sql;
  requires org.jsoup;

  exports dev.grlm.convert;
  exports dev.grlm.parquet;
  exports dev.grlm.prepare;
  exports dev.grlm.source;
  exports dev.grlm.summary;
}
