/// Term IDs: identifiers of standard words.
@NullMarked
package dev.grlm.identifier.term;

import org.jspecify.annotations.NullMarked;
