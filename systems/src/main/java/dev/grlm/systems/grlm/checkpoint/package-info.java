/// The recipes `qwen3` and `qwen3-parity`: a published checkpoint, fine-tuned.
@NullMarked
package dev.grlm.systems.grlm.checkpoint;

import org.jspecify.annotations.NullMarked;
