/// GenCDR as a system: codes and a decoder that all domains share, with low-rank changes of each
/// domain.
@NullMarked
package dev.grlm.systems.gencdr;

import org.jspecify.annotations.NullMarked;
