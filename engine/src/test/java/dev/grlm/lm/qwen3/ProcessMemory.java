package dev.grlm.lm.qwen3;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// This process's memory as Linux tells it.
final class ProcessMemory {
  static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");

  /// `struct mallinfo2`: ten counts, among them the bytes in mappings and those in use of the
  /// arenas.
  private static final MemoryLayout MALLINFO =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG));

  private static final long MAPPED = 4;
  private static final long IN_USE = 7;

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

  /// Bytes that native code holds, counted by the C library itself: unlike the resident memory they
  /// depend neither on the Java heap nor on what the allocator keeps for later. Empty where the
  /// library cannot say.
  @SuppressWarnings("restricted") // there is no Java way to ask the native heap
  static OptionalLong held() {
    var count = Linker.nativeLinker().defaultLookup().find("mallinfo2");
    if (count.isEmpty()) {
      return OptionalLong.empty();
    }
    MethodHandle call =
        Linker.nativeLinker().downcallHandle(count.get(), FunctionDescriptor.of(MALLINFO));
    try (Arena arena = Arena.ofConfined()) {
      var info = (MemorySegment) call.invokeExact((SegmentAllocator) arena);
      return OptionalLong.of(
          info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
              + info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE));
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot count the native heap", failure);
    }
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
