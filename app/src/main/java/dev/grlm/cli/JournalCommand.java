package dev.grlm.cli;

import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    description = {
      "Look after the journal of a service. The service must not run, but for export.",
      "",
      "check    reads every record and names those that were altered or removed;",
      "         exit code 1 where there are any",
      "repair   writes what is sound into a new journal, the old one stays as it is",
      "export   writes all that counts as lines of JSON",
      "compact  folds and merges all now, which a service does by and by; takes over",
      "         a journal of an older version",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  grlm journal check --journal runs/demo/journal",
      "  grlm journal compact --journal runs/demo/journal",
      "  grlm journal export --journal runs/demo/journal --out entries.jsonl",
      "  grlm journal repair --journal runs/demo/journal --out runs/repaired"
    })
final class JournalCommand implements Callable<Integer> {
  /// What is to be done.
  enum Work {
    CHECK,
    REPAIR,
    EXPORT,
    COMPACT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "WORK", description = "${COMPLETION-CANDIDATES}.")
  Work work = Work.CHECK;

  @Option(
      names = "--journal",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the journal.")
  Path journal = Path.of(".");

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "File of an export; folder of a repaired journal, which must be empty.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter told = spec.commandLine().getOut();
    return switch (work) {
      case CHECK -> told(JournalCheck.check(journal)) ? 0 : 1;
      case REPAIR -> {
        Path target = target();
        told(JournalCheck.repair(journal, target));
        told.println(target + " has what is sound");
        yield 0;
      }
      case EXPORT -> {
        Path target = target();
        told.println(JournalCheck.export(journal, target) + " entries in " + target);
        yield 0;
      }
      case COMPACT -> {
        try (Journal opened = Journal.open(journal)) {
          opened.compact();
          told.println(opened.state().events() + " events in " + journal);
        }
        yield 0;
      }
    };
  }

  private boolean told(JournalCheck.Found found) {
    PrintWriter told = spec.commandLine().getOut();
    found.broken().forEach(told::println);
    told.println(found.records() + " records are sound, " + found.broken().size() + " are not");
    return found.broken().isEmpty();
  }

  private Path target() {
    if (out == null) {
      throw new ParameterException(spec.commandLine(), work + " needs --out");
    }
    return out;
  }
}
