package dev.grlm.cli;

import dev.grlm.decode.ChatModel;
import dev.grlm.decode.Sampling;
import dev.grlm.io.Json;
import dev.grlm.system.RunSettings;
import dev.grlm.tensor.NativeThreads;
import dev.grlm.tensor.Placement;
import dev.grlm.text.ChatTurn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Ask a Qwen3 checkpoint something, in its own form without thinking.",
    footer = {
      "",
      "Several prompts are answered as one batch; - reads one from standard input.",
      "",
      "Examples:",
      "  grlm generate --checkpoint Qwen3-0.6B 'Five words for a rose hand cream'",
      "  grlm generate --checkpoint Qwen3-4B --device cuda --temperature 0.7 -"
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "PROMPT", description = "What the user says.")
  List<String> prompts = List.of();

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "Checkpoint folder as Hugging Face publishes it.")
  Path checkpoint = Path.of(".");

  @Option(names = "--system", paramLabel = "TEXT", description = "A system turn before it.")
  @Nullable String system;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "256",
      description = "New tokens at most (default: ${DEFAULT-VALUE}).")
  int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Draw instead of taking the likeliest token.")
  @Nullable Double temperature;

  @Option(names = "--top-k", paramLabel = "K", description = "Draw from the K likeliest tokens.")
  int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description = "Draw from the likeliest tokens of that share together.")
  double topP;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "cpu, cuda, cuda:0, … or auto (default).")
  String device = "auto";

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Of the weights: fp32, bf16, fp16 or auto (default: bf16 on a card, else fp32).")
  String precision = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads on the CPU (default: all cores; 1 where others use them too).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "One object per answer.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Sampling sampling;
    Placement placement;
    try {
      sampling =
          temperature == null
              ? new Sampling.Greedy()
              : new Sampling.Drawn(temperature, topK, topP, seed);
      placement = RunSettings.placement(device, precision);
      if (maxTokens < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "--max-tokens and --threads must be at least 1: " + maxTokens + ", " + threads);
      }
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    if (temperature == null && (topK != 0 || topP != 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--top-k and --top-p want a --temperature: without it nothing is drawn");
    }
    var conversations = new ArrayList<List<ChatTurn>>();
    for (String prompt : prompts) {
      String said =
          prompt.equals("-")
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip()
              : prompt;
      conversations.add(
          system == null
              ? List.of(ChatTurn.user(said))
              : List.of(ChatTurn.system(system), ChatTurn.user(said)));
    }
    try (var _ = NativeThreads.use(placement.device().cuda() ? 1 : threads);
        ChatModel model = ChatModel.load(checkpoint, placement)) {
      long[] numbers = LongStream.range(0, prompts.size()).toArray();
      print(model.answer(conversations, numbers, sampling, maxTokens, List.of()));
    }
    return 0;
  }

  private void print(List<ChatModel.Answer> answers) {
    PrintWriter out = spec.commandLine().getOut();
    for (ChatModel.Answer answer : answers) {
      out.println(json ? Json.line(answer) : answer.text());
    }
    out.flush();
  }
}
