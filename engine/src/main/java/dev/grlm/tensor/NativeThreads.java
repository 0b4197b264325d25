package dev.grlm.tensor;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// More native threads than one, for a time: a model so large that a second worker's activations
/// would not fit is spread within each product instead.
///
/// libtorch's own pool is set per Java thread, by [#here]; that of OpenBLAS is one for the process
/// and belongs to whoever opened this last. Pools larger than one spin against each other when the
/// host is shared, see [Natives].
public final class NativeThreads implements AutoCloseable {
  private final int threads;
  private final int blasBefore;
  private final int torchBefore;

  private NativeThreads(int threads, int blasBefore, int torchBefore) {
    this.threads = threads;
    this.blasBefore = blasBefore;
    this.torchBefore = torchBefore;
  }

  /// Sets both pools; the calling thread, which must also close this, counts as [#here].
  ///
  /// @param threads at least 1; 1 changes nothing
  public static NativeThreads use(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("native threads must be at least 1: " + threads);
    }
    Natives.load();
    int torchBefore = torch.get_num_threads();
    int blasBefore = threads == 1 ? 1 : openblas_nolapack.blas_get_num_threads();
    if (threads > 1) {
      openblas_nolapack.blas_set_num_threads(threads);
      torch.set_num_threads(threads);
    }
    return new NativeThreads(threads, blasBefore, torchBefore);
  }

  /// Sets libtorch's pool of the calling thread.
  public void here() {
    torch.set_num_threads(threads);
  }

  @Override
  public void close() {
    if (threads > 1) {
      openblas_nolapack.blas_set_num_threads(blasBefore);
      torch.set_num_threads(torchBefore);
    }
  }
}
