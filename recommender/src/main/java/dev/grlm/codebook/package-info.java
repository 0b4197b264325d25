/// Codes of items: vectors are quantised level by level into short sequences of small numbers,
/// which stand for items where others have words.
@NullMarked
package dev.grlm.codebook;

import org.jspecify.annotations.NullMarked;
