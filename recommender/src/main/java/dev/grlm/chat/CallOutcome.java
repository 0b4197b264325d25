package dev.grlm.chat;

import java.time.Duration;

/// What came of one call.
sealed interface CallOutcome {
  record Answered(Completion completion) implements CallOutcome {}

  /// Worth another try.
  ///
  /// @param asked how long the server asks to wait at least
  record Later(String reason, Duration asked) implements CallOutcome {}

  /// Worth another try at once: the server refused a field that is left out from now on.
  record Simpler() implements CallOutcome {}

  /// No try of this prompt will do.
  record GivenUp(String reason) implements CallOutcome {}

  /// The server does not take requests like this one. Where others were answered it is the prompt,
  /// else nobody will be.
  ///
  /// @param passing whether a server that answered before may do so again in a while
  record NotTaken(String reason, boolean passing) implements CallOutcome {}

  /// No call at all will do.
  record Locked(String reason) implements CallOutcome {}

  /// The call was not sent.
  record NoBudget() implements CallOutcome {}
}
