package dev.grlm.chat;

import dev.grlm.decode.TextToText;
import dev.grlm.decode.TextToText.Limits;
import dev.grlm.tensor.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A T5 folder in this process, which was taught to turn a text into another. An answer is the
/// texts of its beams, one a line, the best first. Prompts are answered in batches, one batch at a
/// time, for each fills the memory. Nothing is drawn: temperature, seed and [ChatClient.Ask#terms]
/// change nothing.
public final class TextToTextChat implements ChatClient {
  private final TextToText model;
  private final String identity;
  private final int read;
  private final int beams;
  private final int batch;
  private final ReentrantLock lock = new ReentrantLock();

  private TextToTextChat(TextToText model, String identity, int read, int beams, int batch) {
    this.model = model;
    this.identity = identity;
    this.read = read;
    this.beams = beams;
    this.batch = batch;
  }

  /// @param read tokens of a prompt; a longer one is cut
  /// @param beams lines of an answer, at most
  /// @param batch prompts at a time
  /// @throws IOException in one line, when a file is missing or of another kind
  @SuppressWarnings("resource") // the model belongs to what is returned
  public static TextToTextChat open(
      Path folder, Placement placement, int read, int beams, int batch) throws IOException {
    String identity =
        "text to text%s %s on %s, %d tokens, %d beams"
            .formatted(
                CheckpointChat.files(folder),
                placement.precision(),
                placement.device(),
                read,
                beams);
    return new TextToTextChat(TextToText.load(folder, placement), identity, read, beams, batch);
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
    var replies = new ArrayList<Reply>();
    while (replies.size() < asks.size()) {
      for (Reply reply : answers(alike(asks.subList(replies.size(), asks.size())))) {
        arrival.arrived(replies.size(), reply);
        replies.add(reply);
      }
    }
    return replies;
  }

  /// The first ones, as far as they are one batch: what is written of one does not hang on others.
  private List<Ask> alike(List<Ask> asks) {
    int count = 1;
    while (count < Math.min(batch, asks.size())
        && asks.get(count).maxTokens() == asks.getFirst().maxTokens()) {
      count++;
    }
    return asks.subList(0, count);
  }

  private List<Reply> answers(List<Ask> asks) {
    var limits = new Limits(read, beams, asks.getFirst().maxTokens());
    lock.lock();
    try {
      return model.answers(asks.stream().map(Ask::prompt).toList(), limits).stream()
          .<Reply>map(answer ->
              new Reply.Text(String.join("\n", answer.texts()), answer.read(), answer.written()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
