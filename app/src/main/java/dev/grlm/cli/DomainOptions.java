package dev.grlm.cli;

import dev.grlm.paper.DomainPair;
import dev.grlm.paper.JoinedFolders;
import dev.grlm.paper.PaperTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which domains an experiment is about.
final class DomainOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--source",
      paramLabel = "DOMAIN",
      description =
          "Of cross-domain: the domain that is to help, one of those that the items of --data have;"
              + " without --data a folder, [NAME=]DIR, whose users are those of --target.")
  @Nullable String source;

  @Option(
      names = "--target",
      paramLabel = "DOMAIN",
      description = "Of cross-domain: the domain that is asked for, or its folder.")
  @Nullable String target;

  @Option(
      names = "--users",
      paramLabel = "WHO",
      description =
          "Of cross-domain, who is fitted and judged: ${COMPLETION-CANDIDATES}; all (default) or those"
              + " alone who did something in both.")
  DomainPair.@Nullable Users users;

  @Option(
      names = "--same-users",
      description =
          "Of joint: a user of one id in several data sets is one person, whose events are put in"
              + " order by time; otherwise everyone is somebody of their own.")
  boolean sameUsers;

  /// @throws ParameterException where domains are told to an experiment that has none
  void requireFits(PaperTable table) {
    boolean told = source != null || target != null || users != null;
    if (told && !table.takesDomains()) {
      throw new ParameterException(
          command.commandLine(),
          "--source, --target and --users are for cross-domain, not for " + table.word());
    }
    if (sameUsers && !table.joinsData()) {
      throw new ParameterException(
          command.commandLine(), "--same-users is for joint, not for " + table.word());
    }
  }

  /// The domains of a data set, or of two folders as they are called.
  ///
  /// @param folders whether they are folders
  DomainPair pair(boolean folders) {
    String from = Required.of(command, source, "--source=DOMAIN");
    String to = Required.of(command, target, "--target=DOMAIN");
    if (folders) {
      from = named("--source", from).name();
      to = named("--target", to).name();
      if (from.equals(to)) {
        throw new ParameterException(
            command.commandLine(),
            "--source, --target: both folders are called '%s'; name them: --source NAME=%s"
                .formatted(from, source));
      }
    }
    try {
      return new DomainPair(from, to, users == null ? DomainPair.Users.ALL : users);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), "--source, --target: " + wrong.getMessage(), wrong);
    }
  }

  /// The folder of the domain that is to help.
  ///
  /// @throws IOException in one line, where there is none
  Path sourceFolder() throws IOException {
    return folder("--source", source).folder();
  }

  /// The folder of the domain that is asked for, called as both.
  ///
  /// @throws IOException in one line, where there is none
  SequencedMap<String, Path> targetFolder() throws IOException {
    NamedFolder of = folder("--target", target);
    var folders = new LinkedHashMap<String, Path>();
    folders.put(folder("--source", source).name() + "-" + of.name(), of.folder());
    return folders;
  }

  /// All data sets as one, made anew each time.
  ///
  /// @param sets folders by the names of the domains
  /// @param out folder of the experiment
  SequencedMap<String, Path> joint(SequencedMap<String, Path> sets, Path out) throws IOException {
    Path joined = out.resolve("joined");
    JoinedFolders.write(sets, sameUsers, joined);
    var folders = new LinkedHashMap<String, Path>();
    folders.put("joint", joined);
    return folders;
  }

  private NamedFolder folder(String option, @Nullable String told) throws IOException {
    NamedFolder named = named(option, Required.of(command, told, option + "=FOLDER"));
    if (!Files.isDirectory(named.folder())) {
      throw new IOException(
          "%s: no such folder; which data set has the two domains, --data says"
              .formatted(named.folder()));
    }
    return named;
  }

  private NamedFolder named(String option, String told) {
    try {
      return NamedFolder.of(told);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), option + ": " + wrong.getMessage(), wrong);
    }
  }
}
