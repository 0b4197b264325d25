/// One trainer for everything that has parameters and a loss.
@NullMarked
package dev.grlm.train;

import org.jspecify.annotations.NullMarked;
