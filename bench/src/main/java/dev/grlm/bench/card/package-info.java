/// What is measured on a machine with a card; `bench/card` runs all of it.
@NullMarked
package dev.grlm.bench.card;

import org.jspecify.annotations.NullMarked;
