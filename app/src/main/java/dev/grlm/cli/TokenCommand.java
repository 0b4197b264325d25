package dev.grlm.cli;

import dev.grlm.service.Scope;
import dev.grlm.service.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Make a token for grlm serve: it is printed once, the file keeps its hash only.",
    footer = {
      "",
      "Examples:",
      "  grlm token --name shop --scope read,write --file tokens.txt",
      "  grlm token --name prometheus --scope read --file tokens.txt"
    })
final class TokenCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Whose token it is; without blanks.")
  String name = "";

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      paramLabel = "SCOPE",
      description = "read, write or both, separated by a comma.")
  List<Scope> scopes = List.of();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "Gets the line; made where it is missing.")
  Path file = Path.of(".");

  @Override
  public Integer call() throws IOException {
    String token;
    try {
      token = TokenFile.add(file, name, scopes);
    } catch (IllegalArgumentException failure) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(failure.getMessage()), failure);
    }
    spec.commandLine().getOut().println(token);
    return 0;
  }
}
