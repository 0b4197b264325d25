package dev.grlm.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What memory a device has. Bytes.
public final class DeviceMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path CGROUP = Path.of("/sys/fs/cgroup");

  /// Above this a limit is none: the first version of cgroups writes the largest whole pages.
  private static final long NO_LIMIT = 1L << 60;

  private DeviceMemory() {}

  /// What may still be taken; empty where nobody says it.
  public static OptionalLong free(Device device) {
    return device.cuda() ? freeOnCard(device.index()) : OptionalLong.of(freeOnHost());
  }

  private static OptionalLong freeOnCard(int index) {
    List<NvidiaCards.Card> cards = NvidiaCards.list();
    int physical = physicalIndex(index, System.getenv("CUDA_VISIBLE_DEVICES"));
    return physical >= 0 && physical < cards.size()
        ? OptionalLong.of(cards.get(physical).free())
        : OptionalLong.empty();
  }

  /// @param visible `CUDA_VISIBLE_DEVICES`, null where it is not set
  /// @return -1 where it is not known
  static int physicalIndex(int index, @Nullable String visible) {
    if (visible == null) {
      return index;
    }
    List<String> cards = Arrays.stream(visible.split(",", -1)).map(String::strip).toList();
    return index < cards.size() && cards.get(index).matches("[0-9]{1,3}")
        ? Integer.parseInt(cards.get(index))
        : -1;
  }

  /// Memory that processes may take without swapping, within the limit of the container.
  public static long freeOnHost() {
    OptionalLong limit = limit();
    long free = available();
    OptionalLong used = number(CGROUP.resolve("memory.current"));
    if (used.isEmpty()) {
      used = number(CGROUP.resolve("memory/memory.usage_in_bytes"));
    }
    return limit.isPresent() && used.isPresent()
        ? Math.min(free, Math.max(0, limit.getAsLong() - used.getAsLong()))
        : free;
  }

  private static long available() {
    try (Stream<String> lines = Files.lines(MEMINFO)) {
      return available(lines.toList()).orElseGet(() -> system().getFreeMemorySize());
    } catch (IOException noLinux) {
      return system().getFreeMemorySize();
    }
  }

  /// @param meminfo the lines of `/proc/meminfo`
  static OptionalLong available(List<String> meminfo) {
    return meminfo.stream()
        .filter(line -> line.matches("MemAvailable: +[0-9]+ kB"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /// All memory of the host.
  public static long total() {
    try (Stream<String> lines = Files.lines(MEMINFO)) {
      return lines
          .filter(line -> line.startsWith("MemTotal:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseGet(() -> system().getTotalMemorySize());
    } catch (IOException noLinux) {
      return system().getTotalMemorySize();
    }
  }

  /// What the container may take; empty where there is no limit.
  public static OptionalLong limit() {
    OptionalLong limit = number(CGROUP.resolve("memory.max"));
    if (limit.isEmpty()) {
      limit = number(CGROUP.resolve("memory/memory.limit_in_bytes"));
    }
    return limit.isPresent() && limit.getAsLong() < NO_LIMIT ? limit : OptionalLong.empty();
  }

  private static OptionalLong number(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException absent) {
      return OptionalLong.empty();
    }
  }

  private static OperatingSystemMXBean system() {
    return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
