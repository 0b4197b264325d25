package dev.grlm.cli;

import dev.grlm.service.Scope;
import dev.grlm.service.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "  grlm token --name prometheus --scope read --file tokens.txt",
      "  grlm token --withdraw prometheus --file tokens.txt"
    })
final class TokenCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--name", paramLabel = "NAME", description = "Whose token it is; without blanks.")
  @Nullable String name;

  @Option(
      names = "--scope",
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

  @Option(
      names = "--withdraw",
      paramLabel = "NAME",
      description = "Take this token's line out instead; a service that runs follows.")
  @Nullable String withdrawn;

  @Override
  public Integer call() throws IOException {
    if (withdrawn != null) {
      if (name != null || !scopes.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--withdraw goes without --name and --scope");
      }
      TokenFile.withdraw(file, withdrawn);
      return 0;
    }
    if (name == null || scopes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give --name and --scope, or --withdraw");
    }
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
