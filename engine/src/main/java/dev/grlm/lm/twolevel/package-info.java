/// The two-level decoder over steps of slots: shape, folder, sessions and training objective.
@NullMarked
package dev.grlm.lm.twolevel;

import org.jspecify.annotations.NullMarked;
