/// Asking language models in words: a checkpoint in this process, or an endpoint.
@NullMarked
package dev.grlm.chat;

import org.jspecify.annotations.NullMarked;
