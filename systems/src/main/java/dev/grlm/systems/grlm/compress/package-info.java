/// Term IDs over a smaller vocabulary (paper §4.6).
@NullMarked
package dev.grlm.systems.grlm.compress;

import org.jspecify.annotations.NullMarked;
