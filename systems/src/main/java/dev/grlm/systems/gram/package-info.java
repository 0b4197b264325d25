/// GRAM: items are named by the words of the clusters they lie in, and a decoder looks at what each
/// item of a history is called, at what people take beside it, and at its text.
@NullMarked
package dev.grlm.systems.gram;

import org.jspecify.annotations.NullMarked;
