package dev.grlm.cli;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.DeviceMemory;
import dev.grlm.tensor.Natives;
import dev.grlm.tensor.NvidiaCards;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// What [DoctorCommand] finds out about this machine and this build.
final class Machine {
  /// Flags of `/proc/cpuinfo` that decide on speed.
  private static final List<String> CPU_FLAGS =
      List.of("avx2", "avx512f", "avx512_bf16", "amx_bf16", "bf16");

  private static final Set<String> NATIVE_BF16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

  /// Unpacked, of both builds.
  private static final long ROOM = 450L << 20;

  private static final long ROOM_GPU = 900L << 20;

  private static final long GIB = 1L << 30;
  private static final String UNKNOWN_VERSION = "unknown version";

  /// @param key in JSON
  /// @param value in JSON
  /// @param text for people
  record Finding(String key, Object value, String text) {}

  private final List<Finding> findings = new ArrayList<>();
  private boolean usable;

  private Machine() {}

  static Machine look() {
    var machine = new Machine();
    machine.system();
    machine.memory();
    machine.room();
    machine.natives();
    machine.cards();
    return machine;
  }

  /// Whether models can be run at all.
  boolean usable() {
    return usable;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("usable", usable);
    findings.forEach(finding -> json.put(finding.key, finding.value));
    return json;
  }

  private void add(String key, Object value, String text) {
    findings.add(new Finding(key, value, text));
  }

  private void system() {
    String os =
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
    add("system", os, os);
    String java = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    add("java", java, java);
    int cores = Runtime.getRuntime().availableProcessors();
    add("cores", cores, cores + (cores == 1 ? " core" : " cores"));
    List<String> flags = cpuFlags();
    add("cpuFeatures", flags, flags.isEmpty() ? "none known" : String.join(", ", flags));
    boolean bf16 = flags.stream().anyMatch(NATIVE_BF16::contains);
    add(
        "bf16Arithmetic",
        bf16,
        bf16
            ? "the CPU has it; models are computed in fp32 on the CPU all the same"
            : "not in the CPU: weights can be kept in bf16, and are computed in fp32");
  }

  private static List<String> cpuFlags() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      Set<String> flags =
          lines
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .findFirst()
              .map(line -> Set.of(line.replaceFirst(".*?:\\s*", "").split(" +", 0)))
              .orElse(Set.of());
      return CPU_FLAGS.stream().filter(flags::contains).toList();
    } catch (IOException noLinux) {
      return List.of();
    }
  }

  private void memory() {
    long total = DeviceMemory.total();
    long free = DeviceMemory.freeOnHost();
    add("memoryTotalBytes", total, gib(total));
    add("memoryFreeBytes", free, gib(free));
    DeviceMemory.limit()
        .ifPresentOrElse(
            limit -> add("memoryLimitBytes", limit, gib(limit) + " (limit of the container)"),
            () -> add("memoryLimitBytes", 0, "none"));
    long heap = Runtime.getRuntime().maxMemory();
    add("javaHeapBytes", heap, gib(heap) + " at most; models are outside it");
  }

  private void room() {
    try {
      File cache = Loader.getCacheDir();
      long room = cache.getUsableSpace();
      long needed = gpuBuild() ? ROOM_GPU : ROOM;
      add("nativesFolder", cache.getPath(), cache.getPath());
      boolean unpacked = unpacked(cache.toPath());
      add(
          "nativesFolderFreeBytes",
          room,
          gib(room)
              + " free"
              + (unpacked
                  ? ", unpacked already"
                  : room < needed ? ": too little, " + gib(needed) + " are needed" : ""));
    } catch (IOException failure) {
      add(
          "nativesFolder",
          "",
          "cannot be made: "
              + failure.getMessage()
              + "; -Dorg.bytedeco.javacpp.cachedir=DIR names another");
    }
  }

  private static boolean unpacked(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(name -> name.startsWith("pytorch-") && name.contains("-gpu") == gpuBuild());
    }
  }

  private void natives() {
    add(
        "build",
        gpuBuild() ? "gpu" : "cpu",
        gpuBuild() ? "with CUDA (Maven profile gpu)" : "without CUDA (the usual one)");
    try {
      Natives.load();
    } catch (IllegalStateException | LinkageError failure) {
      add("libtorch", "", "cannot be loaded: " + firstLine(failure));
      return;
    }
    usable = true;
    add("libtorch", torchVersion(), torchVersion() + ", kernels for " + text(capability()));
    int threads = torch.get_num_threads();
    int blas = openblasThreads();
    add("nativeThreads", threads, threads + " of libtorch; parallel work is Java threads");
    add("openblasThreads", blas, blas < 0 ? "unknown" : Integer.toString(blas));
  }

  /// Asks the library that libtorch has loaded.
  @SuppressWarnings("restricted") // the bindings have no call for it that works
  private static int openblasThreads() {
    try (Arena arena = Arena.ofConfined();
        Stream<Path> files = Files.walk(Loader.getCacheDir().toPath(), 6)) {
      Path library =
          files
              .filter(file -> file.getFileName().toString().matches("libopenblas\\.(so|dylib).*"))
              .findFirst()
              .orElseThrow();
      MemorySegment call =
          SymbolLookup.libraryLookup(library, arena).findOrThrow("openblas_get_num_threads");
      return (int)
          Linker.nativeLinker()
              .downcallHandle(call, FunctionDescriptor.of(ValueLayout.JAVA_INT))
              .invokeExact();
    } catch (Throwable unknown) {
      return -1;
    }
  }

  private static String capability() {
    return torch.get_cpu_capability().getString();
  }

  private static String text(String capability) {
    return capability.equals("DEFAULT") ? "any CPU (slow)" : capability;
  }

  /// Of libtorch and of its bindings.
  private static String torchVersion() {
    try {
      return Objects.requireNonNullElse(
          Loader.getVersion("org.bytedeco", "pytorch", torch.class), UNKNOWN_VERSION);
    } catch (IOException _) {
      return UNKNOWN_VERSION;
    }
  }

  /// Whether the class path has libtorch with CUDA.
  private static boolean gpuBuild() {
    return Stream.of("linux-x86_64", "windows-x86_64")
        .map(platform -> "org/bytedeco/pytorch/" + platform + "-gpu")
        .flatMap(folder -> Stream.of(folder + "/libjnitorch.so", folder + "/jnitorch.dll"))
        .anyMatch(file -> Machine.class.getClassLoader().getResource(file) != null);
  }

  private void cards() {
    List<NvidiaCards.Card> cards = NvidiaCards.list();
    String driver = driver();
    add("nvidiaDriver", driver, driver.isEmpty() ? "not found" : driver);
    add(
        "cards",
        cards.stream().map(Machine::json).toList(),
        cards.isEmpty()
            ? "none"
            : cards.stream().map(Machine::text).collect(Collectors.joining("; ")));
    int usableCards = usable ? Device.cards() : 0;
    add("cudaCards", usableCards, cuda(usableCards, !driver.isEmpty() || !cards.isEmpty()));
  }

  private String cuda(int usableCards, boolean driver) {
    if (usableCards > 0) {
      return usableCards + (usableCards == 1 ? " card" : " cards") + " can be used";
    }
    String why = "cannot be used: ";
    if (!gpuBuild()) {
      return why
          + "this build has no CUDA; "
          + (driver
              ? "GRLM_PROFILE=gpu ./grlm doctor builds one that has"
              : "without an NVIDIA driver it would not help");
    }
    return why
        + (driver
            ? usable
                ? "libtorch sees no card; without CUDA 13, cuDNN 9 and NCCL where LD_LIBRARY_PATH leads it"
                    + " computes on the host alone"
                : "libtorch needs CUDA 13, cuDNN 9 and NCCL installed"
            : "there is no NVIDIA driver");
  }

  private static Map<String, Object> json(NvidiaCards.Card card) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", card.name());
    json.put("totalBytes", card.total());
    json.put("freeBytes", card.free());
    return json;
  }

  private static String text(NvidiaCards.Card card) {
    return "%s, %s of %s free".formatted(card.name(), gib(card.free()), gib(card.total()));
  }

  private static String driver() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/driver/nvidia/version"))) {
      return lines.findFirst().orElse("").replaceFirst("^NVRM version: *", "").strip();
    } catch (IOException absent) {
      return "";
    }
  }

  private static String firstLine(Throwable failure) {
    return Arrays.stream(String.valueOf(failure.getMessage()).split("\n", 2))
        .findFirst()
        .orElse("");
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
