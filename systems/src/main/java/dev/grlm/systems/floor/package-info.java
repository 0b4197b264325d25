/// The floor: rows that learn nothing.
@NullMarked
package dev.grlm.systems.floor;

import org.jspecify.annotations.NullMarked;
