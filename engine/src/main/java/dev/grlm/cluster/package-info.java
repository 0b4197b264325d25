/// Clusters of points.
@NullMarked
package dev.grlm.cluster;

import org.jspecify.annotations.NullMarked;
