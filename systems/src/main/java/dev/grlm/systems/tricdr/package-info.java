/// TriCDR as a system: the baseline of sequential recommendation over two domains.
@NullMarked
package dev.grlm.systems.tricdr;

import org.jspecify.annotations.NullMarked;
