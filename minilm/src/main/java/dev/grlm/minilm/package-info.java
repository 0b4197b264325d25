/// The sentence encoder all-MiniLM-L6-v2, with its weights.
@NullMarked
package dev.grlm.minilm;

import org.jspecify.annotations.NullMarked;
