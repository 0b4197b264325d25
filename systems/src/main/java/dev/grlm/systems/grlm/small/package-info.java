/// The recipe `small`: a two-level term decoder, trained from scratch.
@NullMarked
package dev.grlm.systems.grlm.small;

import org.jspecify.annotations.NullMarked;
