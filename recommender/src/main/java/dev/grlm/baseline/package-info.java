/// Recommenders without learning: the floor every figure stands beside.
@NullMarked
package dev.grlm.baseline;

import org.jspecify.annotations.NullMarked;
