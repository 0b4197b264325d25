/// Catalogue, histories, splits, and the readers that make them.
@NullMarked
package dev.grlm.data;

import org.jspecify.annotations.NullMarked;
