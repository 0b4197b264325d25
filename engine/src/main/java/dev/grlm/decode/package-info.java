/// Beam search, free or constrained by a prefix trie, and sampling.
@NullMarked
package dev.grlm.decode;

import org.jspecify.annotations.NullMarked;
