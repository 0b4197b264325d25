package dev.grlm.systems.grlm.prompt;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermNormalForm;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a language model's answer says: terms, or why there are none. Nothing that a model writes
/// is an exception.
sealed interface TermAnswer {
  /// As asked for.
  record WellFormed(Identifier identifier) implements TermAnswer {}

  /// Not quite as asked for, and yet it is plain what was meant.
  ///
  /// @param how at least one
  record Repaired(Identifier identifier, Set<Repair> how) implements TermAnswer {
    public Repaired {
      how = Collections.unmodifiableSet(EnumSet.copyOf(how));
    }
  }

  /// Of no use.
  ///
  /// @param defect by which it is counted
  /// @param why in one line, for the model
  record Malformed(Defect defect, String why) implements TermAnswer {}

  /// What was done to an answer.
  enum Repair {
    PROSE_CUT("words around the terms cut"),
    NO_BRACKETS("terms without brackets taken"),
    SEPARATORS("other separators read"),
    NUMBERS_CUT("numbers or bullets cut"),
    LABELS_CUT("names of aspects cut"),
    QUOTES_CUT("quotes cut"),
    DOTS_CUT("closing dots cut"),
    EMPTY_DROPPED("an empty term dropped"),
    REPEAT_DROPPED("a repeated term dropped");

    private final String words;

    Repair(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// Why an answer is of no use.
  enum Defect {
    EMPTY("nothing in it"),
    TOO_FEW("too few terms"),
    TOO_MANY("too many terms"),
    REPEATED("a term twice"),
    NO_TERM("a term that is none");

    private final String words;

    Defect(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// Reads an answer. Terms come in normal form (docs/decisions/0013#3); repeats and other lengths
  /// are refused (docs/decisions/0013#4), unless what is left without repeats is what was asked
  /// for.
  ///
  /// @param length terms that were asked for
  static TermAnswer parse(String text, int length) {
    var how = EnumSet.noneOf(Repair.class);
    List<String> parts = new AnswerParts(how, length).of(text);
    if (parts.isEmpty()) {
      return new Malformed(Defect.EMPTY, "there are no terms in it");
    }
    List<String> terms =
        parts.stream()
            .map(TermNormalForm::of)
            .map(term -> withoutDots(term, how))
            .filter(term -> !term.isEmpty())
            .toList();
    if (terms.size() < parts.size()) {
      how.add(Repair.EMPTY_DROPPED);
    }
    for (String term : terms) {
      if (!isTerm(term)) {
        String shown = TermPrompt.flat(term, 60);
        return new Malformed(Defect.NO_TERM, "'" + shown + "' is no term of one or a few words");
      }
    }
    return judged(terms, length, how);
  }

  private static TermAnswer judged(List<String> terms, int length, EnumSet<Repair> how) {
    List<String> distinct = terms.stream().distinct().toList();
    String counted = String.format(Locale.ROOT, "it has %d terms, not %d", terms.size(), length);
    if (distinct.size() > length) {
      return new Malformed(Defect.TOO_MANY, counted);
    }
    if (distinct.size() < length) {
      return terms.size() >= length
          ? new Malformed(Defect.REPEATED, "it has the same term more than once")
          : new Malformed(terms.isEmpty() ? Defect.EMPTY : Defect.TOO_FEW, counted);
    }
    if (distinct.size() < terms.size()) {
      how.add(Repair.REPEAT_DROPPED);
    }
    var identifier = new Identifier(distinct);
    return how.isEmpty() ? new WellFormed(identifier) : new Repaired(identifier, how);
  }

  /// `u.s.` keeps its dot.
  private static String withoutDots(String term, EnumSet<Repair> how) {
    String cut = term.replaceFirst("\\.+$", "");
    if (cut.length() == term.length() || cut.isEmpty() || cut.indexOf('.') >= 0) {
      return term;
    }
    how.add(Repair.DOTS_CUT);
    return TermNormalForm.of(cut);
  }

  /// A sentence is none, nor are dashes, nor what UTF-8 cannot hold, nor pieces of JSON or markup.
  private static boolean isTerm(String term) {
    return term.codePoints().anyMatch(Character::isLetterOrDigit)
        && term.codePoints().noneMatch(point -> AnswerParts.NO_PART.indexOf(point) >= 0)
        && term.codePoints()
            .noneMatch(
                point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        && term.codePointCount(0, term.length()) <= AnswerParts.LONGEST_TERM
        && term.split("-+", -1).length <= AnswerParts.MOST_WORDS;
  }
}
