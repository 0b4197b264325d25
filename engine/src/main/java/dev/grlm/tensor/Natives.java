package dev.grlm.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// Loads libtorch once, with its thread pools tamed. Thread-safe.
///
/// libtorch brings two native pools (OpenMP and OpenBLAS's own); with both larger than one thread
/// they spin against each other on a shared host. Parallelism here is Java threads, each running
/// one native thread.
public final class Natives {
  private static boolean loaded;

  private Natives() {}

  /// Call before the first tensor. Later calls return at once.
  ///
  /// @throws IllegalStateException in one line, when this platform has no natives
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    setEnvironment("OMP_WAIT_POLICY", "PASSIVE");
    setEnvironment("OMP_NUM_THREADS", "1");
    setEnvironment("OPENBLAS_NUM_THREADS", "1");
    // Cards are numbered as the driver's tools number them.
    setEnvironment("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }
    try {
      Loader.load(torch.class);
    } catch (UnsatisfiedLinkError missing) {
      throw new IllegalStateException(
          "libtorch has no natives on the class path for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + "; there are natives for linux-x86_64, macos-arm64 and windows-x86_64"
              + hint(),
          missing);
    }
    torch.set_num_threads(1);
    loaded = true;
  }

  /// Nothing requires the modules of the natives, for every platform has others.
  private static String hint() {
    return Natives.class.getModule().isNamed()
        ? "; on a module path they need --add-modules ALL-MODULE-PATH"
        : "";
  }

  /// Keeps a value that the user has set.
  @SuppressWarnings("restricted") // the C library's own setenv; there is no Java way
  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup lookup = linker.defaultLookup();
    var setenv = lookup.find("setenv");
    if (setenv.isEmpty()) {
      return;
    }
    MethodHandle call =
        linker.downcallHandle(
            setenv.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nameText = arena.allocateFrom(name);
      MemorySegment valueText = arena.allocateFrom(value);
      var _ = (int) call.invokeExact(nameText, valueText, 0);
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot set " + name + " for the natives", failure);
    }
  }
}
