package dev.grlm.cli;

import dev.grlm.convert.Conversion;
import dev.grlm.convert.ConversionSettings;
import dev.grlm.convert.ConversionSettings.Origin;
import dev.grlm.io.Json;
import dev.grlm.source.Formats;
import dev.grlm.source.Reasons;
import dev.grlm.summary.SummaryText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Convert foreign data into the native folder that fit reads.",
    footer = {
      "",
      "The format is told by the content. What cannot be read is dropped and counted; DIR appears",
      "whole or not at all. docs/convert.md has a recipe for each format.",
      "",
      "Examples:",
      "  grlm convert --from amazon/beauty --out data/beauty --core 5",
      "  grlm convert --from clicks.csv --user-col visitor --out data/shop",
      "  grlm convert --from arts=a --from office=b --user-ids joined --out both",
      "  grlm convert --from ml-20m --min-rating 4 --core 5 --check",
      "  grlm convert --from clicks.csv --out shop --split temporal --test-share .2"
    })
final class ConvertCommand implements Callable<Integer>, Stop.Stoppable {
  private static final String CHECK = "--check";

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "[DOMAIN=]PATH",
      description =
          "File or folder; several are merged, see --user-ids and --item-ids for what is joined.")
  List<String> from = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", description = "The folder to be made.")
  @Nullable Path out;

  @Option(names = "--format", paramLabel = "WORD", description = "Do not go by the content.")
  @Nullable String format;

  @Option(names = CHECK, description = "Write nothing; say what would come of it.")
  boolean check;

  @Option(names = "--replace", description = "Overwrite an earlier conversion in DIR.")
  boolean replace;

  @Mixin RuleOptions rules = new RuleOptions();

  @Option(names = "--raw-text", description = "Leave HTML entities and tags in the items' text.")
  boolean rawText;

  @Option(names = "--strict", description = "End at the first line that cannot be read.")
  boolean strict;

  @Option(
      names = "--max-faults",
      paramLabel = "SHARE",
      description = "Largest share of lines that may be dropped as unreadable; default 0.1.")
  double mostFaults = ConversionSettings.DEFAULT_MOST_FAULTS;

  @Mixin ColumnOptions columns = new ColumnOptions();

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "What the database may hold before it spills to disk; default 2200.")
  int memoryMiB = ConversionSettings.DEFAULT_MEMORY_MIB;

  @Option(names = "--threads", paramLabel = "N", description = "Threads of the database.")
  int threads = ConversionSettings.DEFAULT_THREADS;

  @Option(
      names = "--temp",
      paramLabel = "DIR",
      description = "Where --check keeps its database; default: the system's temporary folder.")
  @Nullable Path temporary;

  @Option(names = "--json", description = "Print the figures as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ConversionSettings settings = settings();
    PrintWriter printer = spec.commandLine().getOut();
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      Conversion.Result result = Conversion.run(settings, progress);
      result
          .examples()
          .forEach(
              (reason, lines) -> lines.forEach(line -> progress.message(reason + ": " + line)));
      Reasons.help(result.examples().keySet()).forEach(progress::message);
      printer.println(json ? Json.pretty(result.summary()) : SummaryText.table(result.summary()));
      if (!json) {
        result.notes().forEach(printer::println);
      }
      if (check) {
        String advice = "nothing is written; this does it:\n" + command();
        (json ? spec.commandLine().getErr() : printer).println(advice);
      } else if (!json) {
        printer.println(
            "written: " + settings.out() + "; page: " + settings.out().resolve("summary.html"));
      }
    }
    printer.flush();
    return 0;
  }

  @Override
  public String kept() {
    return check || out == null
        ? "nothing was to be written"
        : out + " is as it was; the same command begins anew";
  }

  /// What would do it, to be copied into a shell.
  private String command() {
    List<String> given = spec.commandLine().getParseResult().originalArgs();
    var words = new ArrayList<>(List.of("grlm"));
    given.stream().filter(word -> !word.equals(CHECK)).forEach(words::add);
    if (out == null) {
      words.addAll(List.of("--out", suggestion()));
    }
    return ShellWords.line(words);
  }

  /// A folder that is called as the first input and is not there yet.
  private String suggestion() {
    Path input = origin(from.getFirst()).path().toAbsolutePath().normalize();
    String name = String.valueOf(input.getFileName()).replaceFirst("(?<=.)\\.\\w+(\\.gz)?$", "");
    String free = name;
    for (int number = 2; Files.exists(Path.of(free)); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  private ConversionSettings settings() {
    if (out == null && !check) {
      throw wrong("--out=DIR says where to, or --check that nothing is to be written");
    }
    if (format != null && Formats.ALL.stream().noneMatch(known -> known.word().equals(format))) {
      throw wrong(
          "there is no format '"
              + format
              + "'; it is one of "
              + Formats.ALL.stream().map(known -> known.word()).collect(Collectors.joining(", ")));
    }
    try {
      return new ConversionSettings(
          from.stream().map(ConvertCommand::origin).toList(),
          out == null ? Path.of("") : out,
          replace,
          format,
          columns.columns(),
          rules.rules(),
          !rawText,
          strict,
          mostFaults,
          memoryMiB,
          threads,
          temporary,
          check);
    } catch (IllegalArgumentException wrong) {
      throw wrong(String.valueOf(wrong.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /// `domain=path`, unless there is a file whose name has that sign in it.
  private static Origin origin(String text) {
    int sign = text.indexOf('=');
    return sign <= 0 || Files.exists(Path.of(text))
        ? new Origin(Path.of(text), "")
        : new Origin(Path.of(text.substring(sign + 1)), text.substring(0, sign));
  }
}
