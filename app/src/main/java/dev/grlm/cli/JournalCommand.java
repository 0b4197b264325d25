package dev.grlm.cli;

import dev.grlm.journal.Journal;
import dev.grlm.journal.JournalCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after the journal of a service: check, repair, export and compact it.",
    footer = {
      "",
      "Examples:",
      "  grlm journal check --journal runs/demo/journal",
      "  grlm journal compact --journal runs/demo/journal",
      "  grlm journal export --journal runs/demo/journal --out entries.jsonl",
      "  grlm journal repair --journal runs/demo/journal --out runs/demo/journal-repaired"
    },
    subcommands = {
      JournalCommand.Check.class,
      JournalCommand.Repair.class,
      JournalCommand.Export.class,
      JournalCommand.Compact.class
    })
final class JournalCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /// What all of them have.
  abstract static class Verb implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--journal",
        required = true,
        paramLabel = "FOLDER",
        description = "Folder of the journal.")
    Path journal = Path.of(".");

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    int told(JournalCheck.Found found) {
      found.broken().forEach(out()::println);
      out().println(found.records() + " records are sound, " + found.broken().size() + " are not");
      return found.broken().isEmpty() ? 0 : 1;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Read every record and name those that were altered or removed; exit code 1 where there are"
              + " any. The service must not run.")
  static final class Check extends Verb {
    @Override
    public Integer call() throws IOException {
      return told(JournalCheck.check(journal));
    }
  }

  @Command(
      name = "repair",
      mixinStandardHelpOptions = true,
      description =
          "Write what is sound into a new journal; the old one stays as it is. The service must not"
              + " run.")
  static final class Repair extends Verb {
    @Option(
        names = "--out",
        required = true,
        paramLabel = "FOLDER",
        description = "Folder of the new journal; made where it is missing, must be empty.")
    Path out = Path.of(".");

    @Override
    public Integer call() throws IOException {
      told(JournalCheck.repair(journal, out));
      out().println(out + " has what is sound");
      return 0;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write all that counts as lines of JSON. The service may run.")
  static final class Export extends Verb {
    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Gets a line for each entry.")
    Path out = Path.of(".");

    @Override
    public Integer call() throws IOException {
      out().println(JournalCheck.export(journal, out) + " entries in " + out);
      return 0;
    }
  }

  @Command(
      name = "compact",
      mixinStandardHelpOptions = true,
      description =
          "Fold and merge all now, which the service does by and by; takes over a journal of before."
              + " The service must not run.")
  static final class Compact extends Verb {
    @Override
    public Integer call() throws IOException {
      try (Journal opened = Journal.open(journal)) {
        opened.compact();
        out().println(opened.state().events() + " events in " + journal);
      }
      return 0;
    }
  }
}
