/// Files: strict JSON and writes that either happen whole or not at all.
@NullMarked
package dev.grlm.io;

import org.jspecify.annotations.NullMarked;
