/// What the recipes of GRLM's language models have in common.
@NullMarked
package dev.grlm.systems.grlm.model;

import org.jspecify.annotations.NullMarked;
