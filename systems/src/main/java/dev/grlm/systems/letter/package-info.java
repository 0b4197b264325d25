/// LETTER: as TIGER, but the codes also follow what people take together, and are spread over their
/// books.
@NullMarked
package dev.grlm.systems.letter;

import org.jspecify.annotations.NullMarked;
