/// What systems share that fine-tune a published checkpoint: which of its weights are trained, what
/// that takes, and what is written.
@NullMarked
package dev.grlm.finetuning;

import org.jspecify.annotations.NullMarked;
