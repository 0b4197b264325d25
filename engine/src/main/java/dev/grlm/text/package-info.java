/// Tokenizers: text to symbol numbers and back.
@NullMarked
package dev.grlm.text;

import org.jspecify.annotations.NullMarked;
