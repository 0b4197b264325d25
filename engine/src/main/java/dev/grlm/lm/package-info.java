/// Language models over symbols and the sessions in which they decode.
@NullMarked
package dev.grlm.lm;

import org.jspecify.annotations.NullMarked;
