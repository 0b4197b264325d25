/// The recipe `flat`: a Qwen3-architecture decoder in miniature, trained from scratch.
@NullMarked
package dev.grlm.systems.grlm.flat;

import org.jspecify.annotations.NullMarked;
