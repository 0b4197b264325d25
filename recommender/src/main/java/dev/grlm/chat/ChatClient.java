package dev.grlm.chat;

import java.util.List;

/// A language model that answers prompts. Thread-safe; may hold connections or native memory, so
/// whoever opens it closes it.
public interface ChatClient extends AutoCloseable {
  /// What an answer depends on beside its prompt: model, where it runs, and settings. Equal text,
  /// equal answers; part of the key of a log of answers.
  String identity();

  /// Answers all prompts, in order; how many at a time is the client's business. What goes wrong
  /// with one prompt is its reply, not an exception.
  List<Reply> answer(List<Ask> asks);

  /// As [#answer(List)], and hands over every reply as soon as it is there, in any order, each once
  /// and perhaps from several threads at once. What `arrival` throws ends the call.
  default List<Reply> answer(List<Ask> asks, Arrival arrival) {
    List<Reply> replies = answer(asks);
    for (int i = 0; i < replies.size(); i++) {
      arrival.arrived(i, replies.get(i));
    }
    return replies;
  }

  /// Hears of replies as they come.
  @FunctionalInterface
  interface Arrival {
    /// @param place of the prompt in the list
    void arrived(int place, Reply reply);
  }

  @Override
  void close();

  /// One prompt.
  ///
  /// @param prompt what the user says
  /// @param maxTokens new tokens at most
  /// @param temperature 0 takes the likeliest token
  /// @param seed of what is drawn where the temperature is above 0
  /// @param terms how many terms the answer shall hold: for clients that can bind an answer to a
  ///   schema; 0 for free text
  record Ask(String prompt, int maxTokens, double temperature, long seed, int terms) {}

  /// What came of a prompt.
  sealed interface Reply {
    /// @param promptTokens that were read, as far as known, else 0
    /// @param newTokens that were written, likewise
    /// @param cut whether it ended at [Ask#maxTokens] and not by itself
    record Text(String text, long promptTokens, long newTokens, boolean cut) implements Reply {
      /// An answer that ended by itself.
      public Text(String text, long promptTokens, long newTokens) {
        this(text, promptTokens, newTokens, false);
      }
    }

    /// There is no answer, after as many tries as are allowed.
    ///
    /// @param reason in one line
    record Failed(String reason) implements Reply {}

    /// There is no answer, and no other prompt would get one: the server is not there, or it
    /// refuses in words.
    ///
    /// @param reason in one line
    record Refused(String reason) implements Reply {}

    /// Not asked: the budget does not allow another call.
    record OverBudget() implements Reply {}
  }
}
