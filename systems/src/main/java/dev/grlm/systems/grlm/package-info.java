/// GRLM (arXiv 2601.06798): Term IDs, two tasks learnt by one model, elastic grounding.
@NullMarked
package dev.grlm.systems.grlm;

import org.jspecify.annotations.NullMarked;
