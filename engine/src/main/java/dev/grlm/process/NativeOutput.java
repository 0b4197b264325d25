package dev.grlm.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps what native code prints out of the standard output, which may be read by a program. Gloo
/// greets its peers there and has no switch for it.
final class NativeOutput {
  private static final int OUTPUT = 1;
  private static final int ERRORS = 2;

  private NativeOutput() {}

  /// Runs `work` while everything that this process prints goes to the standard error stream. Where
  /// the C library has no such call, it just runs.
  static synchronized <T> T toErrors(Supplier<T> work) {
    Optional<MethodHandle> duplicate = call("dup", 1);
    Optional<MethodHandle> replace = call("dup2", 2);
    if (duplicate.isEmpty() || replace.isEmpty()) {
      return work.get();
    }
    System.out.flush();
    int kept = invoke(duplicate.get(), OUTPUT);
    try {
      invoke(replace.get(), ERRORS, OUTPUT);
      return work.get();
    } finally {
      if (kept >= 0) {
        invoke(replace.get(), kept, OUTPUT);
        call("close", 1).ifPresent(close -> invoke(close, kept));
      }
    }
  }

  @SuppressWarnings("restricted") // file descriptors of the process; there is no Java way
  private static Optional<MethodHandle> call(String name, int arguments) {
    Linker linker = Linker.nativeLinker();
    var types = new ValueLayout.OfInt[arguments];
    java.util.Arrays.fill(types, ValueLayout.JAVA_INT);
    Optional<MemorySegment> symbol = linker.defaultLookup().find(name);
    return symbol.map(
        at -> linker.downcallHandle(at, FunctionDescriptor.of(ValueLayout.JAVA_INT, types)));
  }

  private static int invoke(MethodHandle call, Object... arguments) {
    try {
      return (int) call.invokeWithArguments(arguments);
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot redirect the output of native code", failure);
    }
  }
}
