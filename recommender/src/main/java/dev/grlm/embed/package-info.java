/// Texts to L2-normalised rows.
@NullMarked
package dev.grlm.embed;

import org.jspecify.annotations.NullMarked;
