/// Layers: functions of weights and activations. Shapes: B batch, T time, D width, H heads, V
/// vocabulary.
@NullMarked
package dev.grlm.nn;

import org.jspecify.annotations.NullMarked;
