/// Term IDs by counting words of items and their neighbors; no language model.
@NullMarked
package dev.grlm.systems.grlm.extract;

import org.jspecify.annotations.NullMarked;
