/// Short programs that show how the library is used.
@NullMarked
package dev.grlm.samples;

import org.jspecify.annotations.NullMarked;
