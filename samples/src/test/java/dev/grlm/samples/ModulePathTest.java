package dev.grlm.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything as modules: what ours export is enough to use them and to write a system of one's own
/// in a module of one's own, and nothing inside asks for more than the descriptors give. All other
/// tests, and the command, have a class path.
class ModulePathTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));

  private static final String DESCRIPTOR =
      """
      module shop {
        requires dev.grlm.run;
        requires dev.grlm.systems;

        opens shop to com.fasterxml.jackson.databind;
      }
      """;

  /// The imports that docs/systems.md leaves out of its system.
  private static final String IMPORTS =
      """
      package shop;

      import dev.grlm.data.*;
      import dev.grlm.io.*;
      import dev.grlm.recommend.*;
      import dev.grlm.system.*;
      import java.io.IOException;
      import java.nio.file.Path;
      import java.util.*;
      import java.util.stream.IntStream;

      """;

  private static final String PROGRAM =
      """
      package shop;

      import dev.grlm.io.RunListener;
      import dev.grlm.run.Grlm;
      import dev.grlm.run.RunConfig;
      import dev.grlm.system.RecommenderSystem;
      import dev.grlm.system.SystemRun;
      import dev.grlm.systems.Systems;
      import java.nio.file.Path;
      import java.util.ArrayList;
      import java.util.List;

      class Shop {
        public static void main(String[] arguments) throws Exception {
          Path run = Path.of(arguments[1]);
          try (Grlm grlm = Grlm.open(Systems.ALL, run)) {
            print(grlm);
          }
          List<RecommenderSystem<?>> house = new ArrayList<>(Systems.ALL);
          house.add(new Successors());
          RunConfig config = Grlm.configOf(house, run).fittingAlso(List.of("successors"));
          var inputs = SystemRun.Inputs.NONE;
          Path data = Path.of(arguments[0]);
          Grlm.fit(data, run, config, inputs, RunListener.silent()).close();
          try (Grlm grlm = Grlm.open(house, run, "successors")) {
            print(grlm);
          }
        }

        private static void print(Grlm grlm) {
          String module = grlm.getClass().getModule().getName();
          for (Grlm.Recommended place : grlm.recommend(List.of("i0"), 1)) {
            System.out.println(module + ": " + place.item().title());
          }
        }
      }
      """;

  private static final String COMMAND = "dev.grlm.app/dev.grlm.cli.Main";
  private static final String QUICK = "small.training.epochs=1";

  @TempDir private Path folder;

  @Test
  void theCommandSaysItsVersion() throws Exception {
    assertThat(run(modules(), COMMAND, "--version")).singleElement().asString().startsWith("grlm ");
  }

  @Test
  void theCommandFitsAndAProgramAddsASystemOfItsOwn() throws Exception {
    String data = TeaShop.write(folder.resolve("data")).toString();
    String run = folder.resolve("run").toString();
    run(modules(), COMMAND, "fit", "--data", data, "--out", run, "--set", QUICK);
    assertThat(run(compiled() + File.pathSeparator + modules(), "shop/shop.Shop", data, run))
        .hasSize(2)
        .allMatch(line -> line.matches("dev\\.grlm\\.run: \\w+ \\w+"))
        .last()
        .asString()
        .endsWith(": Tea pot");
  }

  /// The module of this test.
  private Path compiled() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/shop"));
    List<String> sources =
        List.of(
            Files.writeString(source.resolveSibling("module-info.java"), DESCRIPTOR).toString(),
            Files.writeString(source.resolve("Shop.java"), PROGRAM).toString(),
            Files.writeString(source.resolve("Successors.java"), IMPORTS + documented())
                .toString());
    Path classes = folder.resolve("shop");
    var arguments =
        new ArrayList<>(
            List.of("-proc:none", "-d", classes.toString(), "--module-path", modules()));
    arguments.addAll(sources);
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    assertThat(code).as(said.toString()).isZero();
    return classes;
  }

  /// The whole system that docs/systems.md shows.
  private static String documented() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/systems.md"));
    var blocks = Pattern.compile("(?ms)^```java\\n(.*?)^```$").matcher(text).results();
    return blocks.map(block -> block.group(1)).findFirst().orElseThrow();
  }

  /// What a JVM of its own prints; fails where its code is not 0.
  private List<String> run(String modules, String main, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // it is soon over
            "--illegal-native-access=allow",
            "--sun-misc-unsafe-memory-access=allow",
            "--module-path",
            modules,
            "--add-modules",
            "ALL-MODULE-PATH",
            "-m",
            main));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()))
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(err)).isZero();
    return Files.readAllLines(out);
  }

  /// Our modules and what they require; what only tests need is left out.
  private static String modules() {
    String separator = File.pathSeparator;
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(separator))
        .filter(entry -> !entry.matches(".*(test-classes|junit|jqwik|assertj|byte-buddy).*"))
        .collect(Collectors.joining(separator));
  }
}
