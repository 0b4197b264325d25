/// Term IDs for items without text: groups of items that are bought together.
@NullMarked
package dev.grlm.systems.grlm.grouped;

import org.jspecify.annotations.NullMarked;
