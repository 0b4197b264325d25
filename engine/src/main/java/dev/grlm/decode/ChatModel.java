package dev.grlm.decode;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.tensor.Placement;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import dev.grlm.text.ChatTurn;
import dev.grlm.text.ThinkBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// A checkpoint folder that is asked in words, as it was published: weights, tokenizer and chat
/// template, in its own form without thinking. Thread-safe; holds native memory: close it.
public final class ChatModel implements AutoCloseable {
  private final Qwen3 model;
  private final BytePairTokenizer tokenizer;
  private final ChatTemplate template;
  private volatile boolean closed;

  private ChatModel(Qwen3 model, BytePairTokenizer tokenizer, ChatTemplate template) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.template = template;
  }

  /// @throws IOException in one line, when a file is missing or of another kind
  public static ChatModel load(Path folder, Placement placement) throws IOException {
    BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
    try {
      ChatTemplate template = ChatTemplate.load(folder, tokenizer);
      return new ChatModel(Qwen3.load(folder, placement, 0), tokenizer, template);
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
  }

  /// What came back for one conversation.
  ///
  /// @param text without thoughts and stop strings
  /// @param thought whether think text was stripped from it
  /// @param promptTokens how many tokens were read
  /// @param newTokens how many were generated
  /// @param ending why there are no more
  public record Answer(
      String text,
      boolean thought,
      int promptTokens,
      int newTokens,
      GeneratedTokens.Ending ending) {}

  /// Answers all conversations as one batch, each up to its end of turn or what else ends a text by
  /// `config.json`.
  ///
  /// @param conversations the last turn of each is the user's
  /// @param numbers of the conversations, by which random numbers are told apart
  /// @param maxTokens new tokens at most
  /// @param stopStrings that end an answer too
  /// @throws IllegalArgumentException when a prompt with its answer exceeds the model's positions
  public List<Answer> answer(
      List<List<ChatTurn>> conversations,
      long[] numbers,
      Sampling sampling,
      int maxTokens,
      List<String> stopStrings) {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    List<int[]> prompts = conversations.stream().map(template::untunedPrompt).toList();
    var ends = new HashSet<>(model.ends());
    ends.add(template.end());
    var stops = Stops.at(ends, maxTokens).orAt(stopStrings, this::text);
    List<GeneratedTokens> generated =
        new Generator<>(model, sampling, stops)
            .generate(prompts.stream().map(TokenContext::new).toList(), numbers);
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < prompts.size(); i++) {
      GeneratedTokens tokens = generated.get(i);
      ThinkBlock stripped = ThinkBlock.strip(text(tokens.content()));
      answers.add(
          new Answer(
              stops.cut(stripped.answer()).strip(),
              stripped.found(),
              prompts.get(i).length,
              tokens.tokens().length,
              tokens.ending()));
    }
    return answers;
  }

  /// As [#answer(List, long[], Sampling, int, List)] for one conversation.
  public Answer answer(List<ChatTurn> conversation, Sampling sampling, int maxTokens) {
    return answer(List.of(conversation), new long[] {0}, sampling, maxTokens, List.of()).getFirst();
  }

  private String text(int[] tokens) {
    // A model has more rows than its tokenizer has tokens; noise can hit one of them.
    int[] known = IntStream.of(tokens).filter(token -> token < tokenizer.size()).toArray();
    return tokenizer.decode(known);
  }

  @Override
  public void close() {
    closed = true;
    model.close();
    tokenizer.close();
  }
}
