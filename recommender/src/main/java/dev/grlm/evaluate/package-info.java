/// Metrics, intervals and the protocol.
@NullMarked
package dev.grlm.evaluate;

import org.jspecify.annotations.NullMarked;
