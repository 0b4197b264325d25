package dev.grlm.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a [MisbehavingEndpoint] does with a request.
public enum Behavior {
  GOOD,
  /// 429 with `Retry-After`, as seconds and as a date by turns
  TOO_MANY_REQUESTS,
  SERVER_ERROR,
  /// the answer comes after the client's patience
  TIMEOUT,
  /// half an answer
  CUT,
  NOT_JSON,
  /// one term too few
  FOUR_TERMS,
  /// one term too many
  SIX_TERMS,
  /// sentences around the answer
  PROSE,
  /// the first term again as the last
  DUPLICATES,
  /// terms in scripts other than the catalogue's
  OTHER_LANGUAGES,
  /// a think block before the answer
  THOUGHT;

  private static final Pattern WANTED = Pattern.compile("\"minItems\":(\\d+)");
  private static final int TERMS = 5;

  private static final List<String> FIRST =
      List.of("soft", "deep", "warm", "pure", "bold", "calm", "fresh", "light", "rich", "slim");

  private static final List<String> SECOND =
      List.of("cream", "brush", "oil", "kit", "lamp", "glove", "scale", "probe", "filter", "tape");

  private static final List<String> FOREIGN =
      List.of("保湿", "бальзам", "crème", "لحات", "리필", "χτένα", "seife", "口紅");

  /// Which behaviour a request meets.
  @FunctionalInterface
  public interface Choice {
    /// @param call how many requests with this prompt came before
    Behavior of(String prompt, int call);

    /// All kinds of misbehaviour in equal parts, together `share` of the answers.
    static Choice drawn(long seed, double share) {
      List<Behavior> bad = List.of(values()).subList(1, values().length);
      return (prompt, call) -> {
        var random = random(seed + call, prompt);
        return random.nextDouble() < share ? bad.get(random.nextInt(bad.size())) : GOOD;
      };
    }
  }

  private static SplittableRandom random(long seed, String prompt) {
    return new SplittableRandom(new SplittableRandom(seed * 31 + prompt.hashCode()).nextLong());
  }

  /// Whether the terms of the answer are as they were asked for, whatever stands around them.
  public boolean wellFormed() {
    return switch (this) {
      case GOOD, PROSE, OTHER_LANGUAGES, THOUGHT -> true;
      default -> false;
    };
  }

  /// What the model says: a JSON object where the request holds a schema, else a list in brackets.
  static String text(Behavior behavior, String prompt, String request) {
    Matcher wanted = WANTED.matcher(request);
    boolean schema = wanted.find();
    int count = schema ? Integer.parseInt(wanted.group(1)) : TERMS;
    List<String> terms = terms(behavior, prompt, count);
    String list =
        schema
            ? "{\"terms\": [%s]}"
                .formatted(String.join(", ", terms.stream().map(JsonText::quoted).toList()))
            : "[" + String.join(", ", terms) + "]";
    return switch (behavior) {
      case PROSE -> "Sure! Here are the terms:\n\n" + list + "\n\nLet me know if this helps.";
      case THOUGHT -> "<think>\nA product, and [some, thoughts] on it.\n</think>\n\n" + list;
      default -> list;
    };
  }

  private static List<String> terms(Behavior behavior, String prompt, int count) {
    var random = random(0, prompt);
    var terms = new ArrayList<String>();
    int wanted =
        switch (behavior) {
          case FOUR_TERMS -> count - 1;
          case SIX_TERMS -> count + 1;
          default -> count;
        };
    while (terms.size() < wanted) {
      String term =
          FIRST.get(random.nextInt(FIRST.size())) + "-" + SECOND.get(random.nextInt(SECOND.size()));
      String shown =
          behavior == OTHER_LANGUAGES && terms.size() % 2 == 1
              ? FOREIGN.get(random.nextInt(FOREIGN.size()))
              : term;
      if (!terms.contains(shown)) {
        terms.add(shown);
      }
    }
    if (behavior == DUPLICATES) {
      terms.set(terms.size() - 1, terms.getFirst());
    }
    return terms;
  }
}
