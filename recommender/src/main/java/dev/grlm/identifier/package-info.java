/// Identifiers of items, whatever their symbols are.
@NullMarked
package dev.grlm.identifier;

import org.jspecify.annotations.NullMarked;
