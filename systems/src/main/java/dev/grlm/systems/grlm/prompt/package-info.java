/// Term IDs by a language model that sees each item beside its neighbors (CTG, paper §3.2).
@NullMarked
package dev.grlm.systems.grlm.prompt;

import org.jspecify.annotations.NullMarked;
