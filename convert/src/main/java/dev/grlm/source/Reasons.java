package dev.grlm.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Why a line was not taken. The words are part of the files that a conversion writes.
public final class Reasons {
  public static final String NOT_UTF_8 = "not UTF-8";
  public static final String TOO_LONG = "line is too long";
  public static final String NOT_AN_OBJECT = "not one JSON object";
  public static final String KEY_TWICE = "key that an object has twice";
  public static final String WRONG_COLUMNS = "wrong number of columns";
  public static final String OPEN_QUOTE = "quote that is never closed";
  public static final String STRAY_QUOTE = "quote that is closed within a cell";
  public static final String NO_USER = "no user id";
  public static final String NO_ITEM = "no item id";
  public static final String BAD_ID = "id with a control character";
  public static final String BAD_TIME = "not a time";
  public static final String DOUBTFUL_TIME = "day and month may stand in either order";
  public static final String BAD_POSITION = "not a whole number";
  public static final String BAD_RATING = "not a number";
  public static final String BAD_PART = "no part of a history";
  public static final String BAD_TEXT = "not text";

  public static final String SEVERAL_IDS = "lists of different lengths in one line";
  private static final Map<String, String> HELP =
      Map.of(
          NOT_UTF_8,
          "--encoding windows-1252 (or what it is) reads text of another encoding",
          DOUBTFUL_TIME,
          "--date-order day-first or month-first says which",
          BAD_TIME,
          Times.FORMS,
          WRONG_COLUMNS,
          "--separator says what stands between the cells");

  private Reasons() {}

  /// What helps where `reason` is given, or nothing.
  public static String help(String reason) {
    return HELP.getOrDefault(reason, "");
  }

  /// What helps with any of the `counted` reasons, which may have words before them.
  public static List<String> help(Collection<String> counted) {
    return HELP.entrySet().stream()
        .filter(entry -> counted.stream().anyMatch(reason -> reason.endsWith(entry.getKey())))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }
}
