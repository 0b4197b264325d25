package dev.grlm.data;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a reader dropped or noticed, by reason. The reasons are part of the files of a run and do
/// not change with the input; places and values go to the log. For one thread.
public final class Counts {
  static final String ITEMS_WITHOUT_TITLE = "items without a title";
  static final String ITEMS_WITHOUT_TEXT = "items without any text";
  public static final String FIELDS_NOT_TEXT = "item fields that are not text, dropped";
  public static final String BROKEN_TEXTS = "texts with half a surrogate pair, replaced";
  static final String UNKNOWN_ITEM = "interactions with an unknown item, dropped";
  static final String USERS_WITHOUT_ITEM = "users without a known item, dropped";
  static final String USERS_WITHOUT_TARGET = "users without a target";
  static final String USERS_WITHOUT_VALIDATION = "users without a validation target";
  static final String USERS_WITHOUT_TEST = "users without a test target";
  static final String TIMES_NOT_WHOLE = "timestamps that are no whole number, all left out";
  static final String PERSONS = "persons who are several users";
  static final String REPEATS = "repeats within a history";

  /// Said by [ShuffledTies] only: the order of events is not that of the input.
  public static final String TIES_DRAWN = "events at one time, their order drawn";

  static final String TIES_MOVED = "events at one time, moved by that";
  static final String USERS_WITH_TIES = "users with events at one time";

  private final SortedMap<String, Long> byReason = new TreeMap<>();

  /// Counts `reason` once.
  public void add(String reason) {
    add(reason, 1);
  }

  /// A reason that never occurred stays out of the map.
  public void add(String reason, long times) {
    if (times > 0) {
      byReason.merge(reason, times, Long::sum);
    }
  }

  /// How often, 0 where never.
  public long of(String reason) {
    return byReason.getOrDefault(reason, 0L);
  }

  /// What was counted so far, a view.
  public SortedMap<String, Long> byReason() {
    return Collections.unmodifiableSortedMap(byReason);
  }
}
