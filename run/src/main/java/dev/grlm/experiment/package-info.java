/// Experiments: variants of a run that share what does not differ, and end in one table.
@NullMarked
package dev.grlm.experiment;

import org.jspecify.annotations.NullMarked;
