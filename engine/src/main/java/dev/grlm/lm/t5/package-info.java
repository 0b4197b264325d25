/// The T5 encoder-decoder over tokens: shape, folder, sessions and training objectives, of single
/// texts and of passages that meet in the decoder.
@NullMarked
package dev.grlm.lm.t5;

import org.jspecify.annotations.NullMarked;
