package dev.grlm.source;

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
  public static final String BAD_POSITION = "not a whole number";
  public static final String BAD_RATING = "not a number";
  public static final String BAD_TEXT = "not text";

  private Reasons() {}
}
