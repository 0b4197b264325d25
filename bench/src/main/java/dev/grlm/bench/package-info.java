/// JMH benchmarks and measuring recipes.
@NullMarked
package dev.grlm.bench;

import org.jspecify.annotations.NullMarked;
