package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {
  @Test
  void bothPoolsAreWidenedUntilTheyAreClosed() throws InterruptedException {
    Natives.load();
    int torchBefore = torch.get_num_threads();
    int blasBefore = openblas_nolapack.blas_get_num_threads();
    var inWorker = new int[1];
    try (var threads = NativeThreads.use(2)) {
      assertThat(torch.get_num_threads()).isEqualTo(2);
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
      var worker =
          new Thread(() -> {
            threads.here();
            inWorker[0] = torch.get_num_threads();
          });
      worker.start();
      worker.join();
    }
    assertThat(inWorker[0]).isEqualTo(2);
    assertThat(torch.get_num_threads()).isEqualTo(torchBefore);
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(blasBefore);
  }

  @Test
  void noThreadIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeThreads.use(0))
        .withMessageContaining("0");
  }
}
