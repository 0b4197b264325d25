/// Beam search and sampling, free or constrained by a prefix trie.
@NullMarked
package dev.grlm.decode;

import org.jspecify.annotations.NullMarked;
