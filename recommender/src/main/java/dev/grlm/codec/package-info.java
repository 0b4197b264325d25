/// Between items and language models: histories as contexts, identifiers as symbol sequences.
@NullMarked
package dev.grlm.codec;

import org.jspecify.annotations.NullMarked;
