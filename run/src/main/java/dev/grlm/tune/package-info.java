/// The search for better settings of a system, on validation.
@NullMarked
package dev.grlm.tune;

import org.jspecify.annotations.NullMarked;
