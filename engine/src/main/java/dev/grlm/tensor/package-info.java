/// Tensors on libtorch: loading the natives, threads, memory scopes, safetensors.
@NullMarked
package dev.grlm.tensor;

import org.jspecify.annotations.NullMarked;
