package dev.grlm.cli;

import dev.grlm.paper.DomainPair;
import dev.grlm.paper.JoinedFolders;
import dev.grlm.paper.PaperTable;
import java.io.IOException;
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
              + " without --data a folder whose users are those of --target.")
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

  /// @param folders whether they are folders, which give them their names
  DomainPair pair(boolean folders) {
    String from = required(source, "--source=DOMAIN");
    String to = required(target, "--target=DOMAIN");
    try {
      return new DomainPair(
          folders ? JoinedFolders.name(Path.of(from)) : from,
          folders ? JoinedFolders.name(Path.of(to)) : to,
          users == null ? DomainPair.Users.ALL : users);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), "--source, --target: " + wrong.getMessage(), wrong);
    }
  }

  /// Two data sets as one, made anew each time: the same folders make the same.
  ///
  /// @param out folder of the experiment
  SequencedMap<String, Path> joined(Path out) throws IOException {
    Path from = Path.of(required(source, "--source=FOLDER"));
    Path to = Path.of(required(target, "--target=FOLDER"));
    Path joined = out.resolve("joined");
    JoinedFolders.write(from, to, joined);
    var folders = new LinkedHashMap<String, Path>();
    folders.put(JoinedFolders.name(from) + "-" + JoinedFolders.name(to), joined);
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

  private String required(@Nullable String value, String option) {
    if (value == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '" + option + "'");
    }
    return value;
  }
}
