package dev.grlm.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Two runs side by side: A, the one that is served, and B, by which a share of the users is
/// answered. Who gets which follows from the experiment's name and the user's id, whatever comes
/// between, so that a user stays where he is after a restart and on every machine; another name
/// draws anew. Immutable.
///
/// @param name salt of the draw
/// @param against folder of the run B
/// @param share of the users who get B, more than 0 and less than 1
public record Experiment(String name, Path against, double share) {
  public static final String A = "A";
  public static final String B = "B";

  public Experiment {
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("an experiment needs a name");
    }
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the share of an experiment must lie between 0 and 1, is " + share);
    }
  }

  /// The arm of an ask: [#A] or [#B], the one that it names where it names one. A history without a
  /// user is drawn by its items, so that the same question gets the same arm; nobody can tell whose
  /// it is, so one visit may see both.
  public String armOf(Ask ask) {
    String named = ask.arm();
    return named == null ? drawn(ask) : named;
  }

  private String drawn(Ask ask) {
    String user = ask.user();
    String unit = user == null ? "history\n" + historyOf(ask) : "user\n" + user;
    return fraction(name + "\n" + unit) < share ? B : A;
  }

  private static String historyOf(Ask ask) {
    List<String> history = ask.history();
    return history == null ? "" : String.join("\n", history);
  }

  /// A number from 0 to 1 that follows from a text, evenly spread over texts.
  static double fraction(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException impossible) { // every Java has it
      throw new IllegalStateException(impossible);
    }
  }
}
