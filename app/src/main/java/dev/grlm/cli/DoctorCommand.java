package dev.grlm.cli;

import dev.grlm.io.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Say what this machine and this build have for running models, and what is missing.",
    footer = {
      "",
      "Exit code 1 means that models cannot be run here.",
      "",
      "Examples:",
      "  grlm doctor",
      "  grlm doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("system", "system"),
          Map.entry("java", "Java"),
          Map.entry("cores", "CPU"),
          Map.entry("cpuFeatures", "CPU features"),
          Map.entry("bf16Arithmetic", "bf16 arithmetic"),
          Map.entry("memoryTotalBytes", "memory"),
          Map.entry("memoryFreeBytes", "memory free"),
          Map.entry("memoryLimitBytes", "memory limit"),
          Map.entry("javaHeapBytes", "Java heap"),
          Map.entry("nativesFolder", "natives go to"),
          Map.entry("nativesFolderFreeBytes", "room there"),
          Map.entry("build", "build"),
          Map.entry("libtorch", "libtorch"),
          Map.entry("nativeThreads", "native threads"),
          Map.entry("openblasThreads", "OpenBLAS threads"),
          Map.entry("nvidiaDriver", "NVIDIA driver"),
          Map.entry("cards", "NVIDIA cards"),
          Map.entry("cudaCards", "CUDA"));

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print what was found as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Machine machine = Machine.look();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(machine.json()));
    } else {
      for (Machine.Finding finding : machine.findings()) {
        out.printf("%-17s %s%n", LABELS.getOrDefault(finding.key(), finding.key()), finding.text());
      }
      out.println();
      out.println(machine.usable() ? "Models can be run here." : "Models cannot be run here.");
    }
    return machine.usable() ? 0 : spec.exitCodeOnExecutionException();
  }
}
