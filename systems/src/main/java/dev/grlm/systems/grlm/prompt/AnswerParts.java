package dev.grlm.systems.grlm.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.systems.grlm.prompt.TermAnswer.Repair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the terms in an answer: an object or a list in JSON, else the first bracketed span, else
/// lines or a line of separated words. Notes what it had to do to them.
final class AnswerParts {
  static final int LONGEST_TERM = 48;
  static final int MOST_WORDS = 6;

  /// Never inside a term.
  static final String NO_PART = ";；|{}[]\"<>=\\*`，、،";

  /// More than this of an answer is not looked at: the likely patterns are quadratic in it.
  private static final int LONGEST_ANSWER = 8_000;

  private static final int DEEPEST = 8;
  private static final Pattern COMMAS = Pattern.compile("[,，、،]");
  private static final Pattern OTHERS = Pattern.compile("[;；|/]|\\s[-–—•·]\\s");
  private static final Pattern NUMBER = Pattern.compile("^\\s*(?:\\(?\\d{1,2}[.):]|[-*•–])\\s+");
  private static final Pattern LABEL = Pattern.compile("^[^:：]{1,40}[:：]\\s+(?=\\S)");
  private static final String QUOTES = "\"'`´“”„‘’‚«»";

  private final Set<Repair> how;
  private final int length;

  /// @param how gets what is done
  AnswerParts(Set<Repair> how, int length) {
    this.how = how;
    this.length = length;
  }

  /// The terms as they stand there; empty where there are none.
  List<String> of(String text) {
    String answer =
        text.substring(0, Math.min(text.length(), LONGEST_ANSWER))
            .replaceAll("(?m)^\\s*```\\w*\\s*$", "")
            .replace("**", "")
            .strip();
    if (answer.isEmpty()) {
      return List.of();
    }
    if (text.length() > LONGEST_ANSWER) {
      how.add(Repair.PROSE_CUT);
    }
    Optional<List<String>> json = object(answer).or(() -> list(answer));
    return json.map(this::cleaned).orElseGet(() -> bracketed(answer).orElseGet(() -> bare(answer)));
  }

  private Optional<List<String>> object(String answer) {
    int from = answer.indexOf('{');
    int to = answer.lastIndexOf('}');
    return from < 0 || to < from
        ? Optional.empty()
        : parsed(answer, from, to).map(tree -> tree.path("terms")).flatMap(AnswerParts::texts);
  }

  private Optional<List<String>> list(String answer) {
    int from = answer.indexOf('[');
    int to = from < 0 ? -1 : answer.indexOf(']', from);
    return to < 0 ? Optional.empty() : parsed(answer, from, to).flatMap(AnswerParts::texts);
  }

  private Optional<JsonNode> parsed(String answer, int from, int to) {
    try {
      JsonNode tree = Json.parseForeign(answer.substring(from, to + 1), DEEPEST);
      if (texts(tree).or(() -> texts(tree.path("terms"))).isPresent()) {
        around(answer, from, to);
      }
      return Optional.of(tree);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private void around(String answer, int from, int to) {
    if (from > 0 || to < answer.length() - 1) {
      how.add(Repair.PROSE_CUT);
    }
  }

  private static Optional<List<String>> texts(JsonNode list) {
    if (!list.isArray()) {
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    for (JsonNode element : list) {
      if (!element.isTextual()) { // a number would lose the way it is written
        return Optional.empty();
      }
      texts.add(element.asText());
    }
    return Optional.of(texts);
  }

  private Optional<List<String>> bracketed(String answer) {
    int from = answer.indexOf('[');
    int to = from < 0 ? -1 : answer.indexOf(']', from);
    if (to < 0) {
      return Optional.empty();
    }
    around(answer, from, to);
    return Optional.of(cleaned(split(answer.substring(from + 1, to))));
  }

  private List<String> bare(String answer) {
    how.add(Repair.NO_BRACKETS);
    // An answer that was cut before its closing bracket, or lost the opening one.
    List<String> lines =
        answer.replaceAll("[\\[\\]{}]", " ").lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    if (lines.size() == 1) {
      return cleaned(split(withoutLead(lines.getFirst())));
    }
    List<String> items = lines.stream().filter(line -> NUMBER.matcher(line).find()).toList();
    if (items.size() >= 2) {
      if (items.size() < lines.size()) {
        how.add(Repair.PROSE_CUT);
      }
      how.add(Repair.SEPARATORS);
      return cleaned(items);
    }
    Optional<String> separated =
        lines.stream().filter(line -> COMMAS.split(withoutLead(line), -1).length >= 2).findFirst();
    if (separated.isPresent()) {
      how.add(Repair.PROSE_CUT);
      return cleaned(split(withoutLead(separated.get())));
    }
    how.add(Repair.SEPARATORS);
    return cleaned(lines);
  }

  /// Without `Here are the terms:`.
  private String withoutLead(String line) {
    int colon = line.indexOf(": ");
    int comma = line.indexOf(',');
    if (colon > 0 && (comma < 0 || colon < comma) && line.indexOf(": ", colon + 1) < 0) {
      how.add(Repair.PROSE_CUT);
      return line.substring(colon + 2);
    }
    return line;
  }

  private List<String> split(String text) {
    if (COMMAS.matcher(text).find()) {
      return List.of(COMMAS.split(text, -1));
    }
    for (Pattern separator : List.of(OTHERS, Pattern.compile("\\R"), Pattern.compile("\\s+"))) {
      List<String> parts =
          List.of(separator.split(text.strip(), -1)).stream()
              .filter(part -> !part.isBlank())
              .toList();
      // Blanks may stand inside a term: only the right number shows that they do not.
      if (length > 1
          && parts.size() > 1
          && (parts.size() == length || !separator.pattern().equals("\\s+"))) {
        how.add(Repair.SEPARATORS);
        return parts;
      }
    }
    return List.of(text);
  }

  private List<String> cleaned(List<String> parts) {
    boolean labelled =
        parts.size() > 1
            && parts.stream().map(this::unnumbered).allMatch(part -> LABEL.matcher(part).find());
    var cleaned = new ArrayList<String>();
    for (String part : parts) {
      String term = unnumbered(part);
      if (labelled) {
        how.add(Repair.LABELS_CUT);
        term = LABEL.matcher(term).replaceFirst("");
      }
      term = term.strip();
      if (!term.isEmpty() && (QUOTES.indexOf(term.charAt(0)) >= 0)) {
        how.add(Repair.QUOTES_CUT);
      }
      cleaned.add(term);
    }
    return cleaned;
  }

  private String unnumbered(String part) {
    Matcher number = NUMBER.matcher(part);
    if (!number.find()) {
      return part;
    }
    how.add(Repair.NUMBERS_CUT);
    return part.substring(number.end());
  }
}
