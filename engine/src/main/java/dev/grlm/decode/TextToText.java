package dev.grlm.decode;

import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.tensor.Placement;
import dev.grlm.text.UnigramTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A T5 folder that turns a text into others, as it was published: weights and tokenizer.
/// Thread-safe; holds native memory: close it.
public final class TextToText implements AutoCloseable {
  /// What texts are divided by before they are compared: their number of tokens.
  private static final double LENGTH_EXPONENT = 1;

  private final T5 model;
  private final UnigramTokenizer tokenizer;
  private final Set<Integer> ends;

  private TextToText(T5 model, UnigramTokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.ends = Set.copyOf(model.ends());
  }

  /// @throws IOException in one line, when a file is missing or of another kind, or `config.json`
  ///   names nothing that ends a text
  public static TextToText load(Path folder, Placement placement) throws IOException {
    UnigramTokenizer tokenizer = UnigramTokenizer.load(folder);
    T5 model;
    try {
      model = T5.load(folder, placement);
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
    var asked = new TextToText(model, tokenizer);
    if (asked.ends.isEmpty()) {
      asked.close();
      throw new IOException(folder.resolve("config.json") + ": key 'eos_token_id' is missing");
    }
    return asked;
  }

  /// How much is read and written.
  ///
  /// @param read tokens of a text, its end included; a longer one is cut
  /// @param beams of the search, and texts at most
  /// @param written new tokens at most
  public record Limits(int read, int beams, int written) {
    public Limits {
      if (read < 2 || beams < 1 || written < 1) {
        throw new IllegalArgumentException(
            "at least 2 tokens are read, 1 beam is kept and 1 token written: %d, %d, %d"
                .formatted(read, beams, written));
      }
    }
  }

  /// What came of a text.
  ///
  /// @param texts by log-probability per token, best first; none is empty and none is there twice
  /// @param read tokens of the text
  /// @param written tokens of all beams
  public record Answer(List<String> texts, int read, int written) {}

  /// One for each of `texts`.
  public List<Answer> answers(List<String> texts, Limits limits) {
    List<T5Context> contexts = texts.stream().map(text -> read(text, limits.read())).toList();
    List<List<Beam>> beams =
        new BeamSearch<>(model, LENGTH_EXPONENT)
            .free(contexts, limits.written(), limits.beams(), ends);
    var answers = new ArrayList<Answer>();
    for (int text = 0; text < texts.size(); text++) {
      int written = beams.get(text).stream().mapToInt(beam -> beam.symbols().length).sum();
      answers.add(new Answer(texts(beams.get(text)), contexts.get(text).tokens().length, written));
    }
    return answers;
  }

  private T5Context read(String text, int most) {
    int[] tokens = tokenizer.encode(text);
    int kept = Math.min(tokens.length, most - 1);
    int[] read = Arrays.copyOf(tokens, kept + 1);
    read[kept] = model.ends().getFirst();
    return new T5Context(read);
  }

  private List<String> texts(List<Beam> beams) {
    var texts = new LinkedHashSet<String>();
    for (Beam beam : beams) {
      texts.add(tokenizer.words(beam.symbols()).strip());
    }
    texts.remove("");
    return List.copyOf(texts);
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
