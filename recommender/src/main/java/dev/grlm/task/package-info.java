/// Tasks: what a language model is asked, in training and at inference.
@NullMarked
package dev.grlm.task;

import org.jspecify.annotations.NullMarked;
