/// Ranked recommendations for a history.
@NullMarked
package dev.grlm.recommend;

import org.jspecify.annotations.NullMarked;
