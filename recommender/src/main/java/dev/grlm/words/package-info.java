/// The words of texts in whatever script and language.
@NullMarked
package dev.grlm.words;

import org.jspecify.annotations.NullMarked;
