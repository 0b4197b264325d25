/// A decoder that looks at the things of a history through a few vectors of each, which nobody but
/// the decoder brings together.
@NullMarked
package dev.grlm.lm.latefusion;

import org.jspecify.annotations.NullMarked;
