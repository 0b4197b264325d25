/// Tables as Parquet files.
@NullMarked
package dev.grlm.parquet;

import org.jspecify.annotations.NullMarked;
