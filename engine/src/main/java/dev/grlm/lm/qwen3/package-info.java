/// The Qwen3 decoder over tokens: shape, folder, sessions, training objective and memory plan.
@NullMarked
package dev.grlm.lm.qwen3;

import org.jspecify.annotations.NullMarked;
