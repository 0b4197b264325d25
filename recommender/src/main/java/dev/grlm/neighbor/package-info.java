/// Nearest neighbors of every item.
@NullMarked
package dev.grlm.neighbor;

import org.jspecify.annotations.NullMarked;
