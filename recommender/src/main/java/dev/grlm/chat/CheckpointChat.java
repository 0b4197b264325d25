package dev.grlm.chat;

import dev.grlm.decode.ChatModel;
import dev.grlm.decode.GeneratedTokens;
import dev.grlm.decode.Sampling;
import dev.grlm.io.Fingerprint;
import dev.grlm.tensor.Placement;
import dev.grlm.text.ChatTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A checkpoint folder in this process. Prompts are answered in batches; one batch at a time, for
/// each fills the memory. It cannot bind an answer to a schema: [ChatClient.Ask#terms] changes
/// nothing.
public final class CheckpointChat implements ChatClient {
  /// Of what is drawn at a temperature above 0: the model cards of Qwen3, without thinking.
  private static final int TOP_K = 20;

  private static final double TOP_P = 0.8;

  private final ChatModel model;
  private final String identity;
  private final int batch;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong thoughts = new AtomicLong();

  private CheckpointChat(ChatModel model, String identity, int batch) {
    this.model = model;
    this.identity = identity;
    this.batch = batch;
  }

  /// @param batch prompts at a time
  /// @throws IOException in one line, when a file is missing or of another kind
  @SuppressWarnings("resource") // the model belongs to what is returned
  public static CheckpointChat open(Path folder, Placement placement, int batch)
      throws IOException {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch must hold at least one prompt: " + batch);
    }
    String identity =
        "checkpoint%s %s on %s, top-k %d, top-p %s"
            .formatted(files(folder), placement.precision(), placement.device(), TOP_K, TOP_P);
    return new CheckpointChat(ChatModel.load(folder, placement), identity, batch);
  }

  /// What tells checkpoints apart without reading gigabytes: the small files by their bytes, the
  /// weights by their sizes.
  static String files(Path folder) throws IOException {
    var text = new StringBuilder();
    for (String name :
        List.of("config.json", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        text.append(' ').append(name).append(' ').append(Fingerprint.sha256(file));
      }
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(CheckpointChat::weights).sorted().toList()) {
        text.append(' ').append(file.getFileName()).append(' ').append(Files.size(file));
      }
    } catch (IOException missing) {
      throw new IOException(folder + ": no such folder", missing);
    }
    return text.toString();
  }

  private static boolean weights(Path file) {
    return file.toString().endsWith(".safetensors");
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<Reply> answer(List<Ask> asks) {
    return answer(asks, (_, _) -> {});
  }

  @Override
  public List<Reply> answer(List<Ask> asks, Arrival arrival) {
    var replies = new ArrayList<Reply>(Collections.nCopies(asks.size(), new Reply.OverBudget()));
    for (List<Integer> places : batches(asks)) {
      List<Reply> some = answerBatch(places.stream().map(asks::get).toList());
      for (int i = 0; i < some.size(); i++) {
        replies.set(places.get(i), some.get(i));
        arrival.arrived(places.get(i), some.get(i));
      }
    }
    return List.copyOf(replies); // every place is in a batch
  }

  /// What prompts of one batch have in common.
  private record Settings(int maxTokens, double temperature) {}

  private List<List<Integer>> batches(List<Ask> asks) {
    var alike = new LinkedHashMap<Settings, List<Integer>>();
    for (int i = 0; i < asks.size(); i++) {
      var settings = new Settings(asks.get(i).maxTokens(), asks.get(i).temperature());
      alike.computeIfAbsent(settings, _ -> new ArrayList<>()).add(i);
    }
    var batches = new ArrayList<List<Integer>>();
    for (List<Integer> places : alike.values()) {
      for (int from = 0; from < places.size(); from += batch) {
        batches.add(places.subList(from, Math.min(from + batch, places.size())));
      }
    }
    return batches;
  }

  /// Of one batch; a prompt that cannot be answered costs the others their batch, not their answer.
  private List<Reply> answerBatch(List<Ask> asks) {
    try {
      lock.lock();
      try {
        return replies(asks);
      } finally {
        lock.unlock();
      }
    } catch (IllegalArgumentException unfit) {
      return asks.size() == 1
          ? List.of(new Reply.Failed(String.valueOf(unfit.getMessage())))
          : asks.stream().map(ask -> answerBatch(List.of(ask)).getFirst()).toList();
    }
  }

  private List<Reply> replies(List<Ask> asks) {
    Ask first = asks.getFirst();
    Sampling sampling =
        first.temperature() == 0
            ? new Sampling.Greedy()
            : new Sampling.Drawn(first.temperature(), TOP_K, TOP_P, 0);
    var conversations = asks.stream().map(ask -> List.of(ChatTurn.user(ask.prompt()))).toList();
    // What is drawn follows from seed and prompt, not from a prompt's place in a list.
    long[] numbers =
        asks.stream().mapToLong(ask -> 31 * ask.seed() + ask.prompt().hashCode()).toArray();
    List<ChatModel.Answer> answers =
        model.answer(conversations, numbers, sampling, first.maxTokens(), List.of());
    thoughts.addAndGet(answers.stream().filter(ChatModel.Answer::thought).count());
    return answers.stream()
        .<Reply>map(answer ->
            new Reply.Text(
                answer.text(),
                answer.promptTokens(),
                answer.newTokens(),
                answer.ending() == GeneratedTokens.Ending.MAX_TOKENS))
        .toList();
  }

  /// Answers from which think text was stripped.
  public long thoughts() {
    return thoughts.get();
  }

  @Override
  public void close() {
    model.close();
  }
}
