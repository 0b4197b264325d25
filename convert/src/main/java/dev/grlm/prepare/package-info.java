/// Sorting, joining, counting and filtering of what a source delivers, in bounded memory.
@NullMarked
package dev.grlm.prepare;

import org.jspecify.annotations.NullMarked;
