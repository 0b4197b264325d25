package dev.grlm.clean;

import java.util.List;
import java.util.regex.Pattern;

/// Tells scripts and style sheets from words. Whoever scraped a shop's pages took them for a title
/// now and then: in the metadata of Amazon of 2018 thousands of titles are `var aPageStart = (new
/// Date()).getTime(); …`. Only what begins as code and goes on as code is meant: titles of books
/// and shirts may have some in them.
final class PageCode {
  private static final String NAME = "[A-Za-z_$][\\w$]*";

  /// All repetitions are bounded: a pattern that loops over groups takes the stack of a thread.
  private static final String PATH = NAME + "(?:\\." + NAME + "|\\[[^\\]]{1,40}\\]){0,9}";

  /// How scripts begin.
  private static final List<Pattern> BEGINNINGS =
      List.of(
          Pattern.compile("(?:var|let|const) " + NAME + " ?(?:=[^=]|;|,)"),
          Pattern.compile("[(!;+]* ?(?:async )?function(?: " + NAME + ")? ?\\([^)]{0,200}\\) ?\\{"),
          Pattern.compile("\\(?\\((?:" + NAME + "(?:, ?" + NAME + "){0,9})?\\) ?=> ?\\{"),
          Pattern.compile(
              "(?:window|document|self|top|navigator|location|console|jQuery|\\$)[.(\\[]"),
          Pattern.compile("(?:if|while|for|switch) ?\\(.{0,200}?\\) ?\\{"),
          Pattern.compile("try ?\\{"),
          Pattern.compile("[\"']use strict[\"'];"),
          Pattern.compile(PATH + " ?=[^=]{0,80}?[;({]"),
          Pattern.compile(PATH + "\\([^)]{0,200}\\) ?;"),
          Pattern.compile(NAME + "\\." + PATH + "\\("));

  /// What there is no script without.
  private static final Pattern STATEMENT = Pattern.compile("[;{}]");

  private static final List<Pattern> SIGNS =
      List.of(
          Pattern.compile("\\b(?:var|let|const) " + NAME + " ?="),
          Pattern.compile("\\bfunction\\b[^(]{0,40}\\("),
          Pattern.compile("\\b(?:window|document|navigator)\\."),
          Pattern.compile("\\bnew " + NAME + "\\("),
          Pattern.compile("\\." + NAME + "\\("),
          Pattern.compile("\\b(?:return|typeof)\\b"),
          Pattern.compile("\\|\\||&&|===|!==|=>"));

  private static final Pattern STYLE =
      Pattern.compile(
          "(?:/\\*.{0,400}?\\*/ ?)?(?:@(?:media|import|font-face|charset|keyframes)\\b.{0,200}?[;{]"
              + "|(?:[.#*]|(?:html|body|div|span|table|tr|td|a|p|ul|li|img|h[1-6])\\b)[^{};]{0,200}\\{ ?-?[a-z][a-z-]{0,40} ?:[^;{}]{1,200}[;}]).*",
          Pattern.DOTALL);

  private PageCode() {}

  /// Whether `text`, with single blanks, is code.
  static boolean is(String text) {
    return STATEMENT.matcher(text).find() && (isScript(text) || STYLE.matcher(text).matches());
  }

  private static boolean isScript(String text) {
    String code = text.replaceFirst("^(?:(?:<!--|//<!\\[CDATA\\[|/\\*.{0,400}?\\*/) ?){1,3}", "");
    boolean begins = BEGINNINGS.stream().anyMatch(pattern -> pattern.matcher(code).lookingAt());
    return begins && SIGNS.stream().anyMatch(pattern -> pattern.matcher(code).find());
  }
}
