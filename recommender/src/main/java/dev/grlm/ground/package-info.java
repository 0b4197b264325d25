/// From a generated identifier back to an item.
@NullMarked
package dev.grlm.ground;

import org.jspecify.annotations.NullMarked;
