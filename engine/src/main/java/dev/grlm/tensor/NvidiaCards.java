package dev.grlm.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// What NVIDIA's driver says about the cards of this host, whether libtorch can use them or not: by
/// the driver's own library (NVML), which needs no CUDA. In the order of the PCI bus.
public final class NvidiaCards {
  private static final int NAME_BYTES = 96;

  /// @param total memory, bytes
  /// @param free of that, bytes
  public record Card(String name, long total, long free) {}

  private NvidiaCards() {}

  /// Empty where there is no driver or it does not answer.
  @SuppressWarnings("restricted") // the driver's library; there is no Java way
  public static List<Card> list() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup driver =
          SymbolLookup.libraryLookup(windows ? "nvml.dll" : "libnvidia-ml.so.1", arena);
      return new Library(driver, arena).cards();
    } catch (IllegalArgumentException noDriver) {
      return List.of();
    }
  }

  private record Library(SymbolLookup driver, Arena arena) {
    /// Every function answers 0 where it went well.
    @SuppressWarnings("restricted")
    boolean call(String name, Object... arguments) {
      var types = new ValueLayout[arguments.length];
      for (int i = 0; i < types.length; i++) {
        types[i] =
            arguments[i] instanceof MemorySegment ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT;
      }
      var symbol = driver.find(name);
      if (symbol.isEmpty()) {
        return false;
      }
      try {
        return (int)
                Linker.nativeLinker()
                    .downcallHandle(
                        symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, types))
                    .invokeWithArguments(arguments)
            == 0;
      } catch (Throwable failure) {
        throw new IllegalStateException("cannot ask NVIDIA's driver", failure);
      }
    }

    List<Card> cards() {
      var cards = new ArrayList<Card>();
      if (!call("nvmlInit_v2")) {
        return cards;
      }
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      if (call("nvmlDeviceGetCount_v2", count)) {
        for (int index = 0; index < count.get(ValueLayout.JAVA_INT, 0); index++) {
          cards.add(card(index));
        }
      }
      call("nvmlShutdown");
      return cards;
    }

    private Card card(int index) {
      MemorySegment handle = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment name = arena.allocate(NAME_BYTES);
      // struct nvmlMemory_t: total, free, used.
      MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG, 3);
      if (!call("nvmlDeviceGetHandleByIndex_v2", index, handle)) {
        return new Card("unknown", 0, 0);
      }
      MemorySegment device = handle.get(ValueLayout.ADDRESS, 0);
      boolean named = call("nvmlDeviceGetName", device, name, NAME_BYTES);
      call("nvmlDeviceGetMemoryInfo", device, memory);
      return new Card(
          named ? name.getString(0) : "unknown",
          memory.getAtIndex(ValueLayout.JAVA_LONG, 0),
          memory.getAtIndex(ValueLayout.JAVA_LONG, 1));
    }
  }
}
