package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A language model that says what a test wants, and remembers what it was asked.
public class ScriptedChat implements ChatClient {
  private final Function<Ask, Reply> script;
  private final List<List<Ask>> batches = new ArrayList<>();
  private boolean closed;

  public ScriptedChat(Function<Ask, Reply> script) {
    this.script = script;
  }

  /// Always answers with text.
  public static ScriptedChat saying(Function<Ask, String> script) {
    return new ScriptedChat(ask -> text(script.apply(ask)));
  }

  public static Reply text(String text) {
    return new Reply.Text(text, 10, 2);
  }

  /// The line behind a word of the prompt, such as `Title: `.
  public static String behind(String word, Ask ask) {
    return ask.prompt()
        .lines()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .findFirst()
        .orElseThrow();
  }

  public List<List<Ask>> batches() {
    return batches;
  }

  public List<Ask> asks() {
    return batches.stream().flatMap(List::stream).toList();
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public String identity() {
    return "scripted";
  }

  @Override
  public List<Reply> answer(List<Ask> asks) {
    batches.add(List.copyOf(asks));
    return asks.stream().map(script).toList();
  }

  @Override
  public void close() {
    closed = true;
  }
}
