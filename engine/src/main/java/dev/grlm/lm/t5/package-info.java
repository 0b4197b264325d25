/// The T5 encoder-decoder over tokens: shape, folder, sessions and training objective.
@NullMarked
package dev.grlm.lm.t5;

import org.jspecify.annotations.NullMarked;
