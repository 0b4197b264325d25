/// Term IDs that are there already: those of a file, and those that new items get out of the terms
/// of a catalogue.
@NullMarked
package dev.grlm.systems.grlm.known;

import org.jspecify.annotations.NullMarked;
