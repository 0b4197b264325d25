/// ETEGRec: items are named by codes of what people take beside them, and the tokenizer and the
/// model that generates the codes are trained in turns, each towards the other.
@NullMarked
package dev.grlm.systems.etegrec;

import org.jspecify.annotations.NullMarked;
