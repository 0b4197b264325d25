/// What speaks for an item beside a model: scorers that count and compare, and learn nothing.
@NullMarked
package dev.grlm.signal;

import org.jspecify.annotations.NullMarked;
