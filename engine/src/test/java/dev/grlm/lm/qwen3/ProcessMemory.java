package dev.grlm.lm.qwen3;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// This process's memory as Linux tells it.
final class ProcessMemory {
  static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  static boolean readable() {
    return Files.isReadable(STATUS);
  }

  static boolean peakReadable() {
    try {
      Files.writeString(RESET, "5");
      return readable();
    } catch (IOException refused) {
      return false;
    }
  }

  /// MiB.
  static long resident() throws IOException {
    System.gc();
    trim();
    return megabytes("VmRSS:");
  }

  /// Work whose peak is measured.
  interface Work {
    void run() throws IOException;
  }

  /// MiB that `work` took at its peak above what there was before.
  static long peak(Work work) throws IOException {
    long before = resident();
    Files.writeString(RESET, "5");
    work.run();
    return megabytes("VmHWM:") - before;
  }

  private static long megabytes(String key) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// The C library keeps freed memory for later; where it has a call for it, that goes back first.
  @SuppressWarnings("restricted") // there is no Java way to trim the native heap
  private static void trim() {
    var trim = Linker.nativeLinker().defaultLookup().find("malloc_trim");
    if (trim.isEmpty()) {
      return;
    }
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(
                trim.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    try {
      var _ = (int) call.invokeExact(0L);
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot trim the native heap", failure);
    }
  }
}
