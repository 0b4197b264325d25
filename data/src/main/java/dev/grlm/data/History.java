package dev.grlm.data;

import java.util.Arrays;

/// What one user did, oldest first, as item indices, cut into three parts that follow each other
/// and may be empty: training, validation, test. [Split] says what is a target. It may know when
/// each event was; the order does not follow from that. A user may be what a person did in one
/// domain, and the person several users. Immutable and thread-safe.
public final class History {
  /// Shortest history that leave-one-out cuts.
  static final int SHORTEST_CUT = 3;

  private static final long[] UNKNOWN = {};

  private final String user;
  private final String person;
  private final int[] items;
  private final int validationStart;
  private final int testStart;
  private final long[] times;

  /// Cut by leave-one-out: the last item is the test part, the last but one the validation part;
  /// fewer than [#SHORTEST_CUT] items are training altogether.
  public History(String user, int[] items) {
    this(
        user,
        items,
        items.length < SHORTEST_CUT ? items.length : items.length - 2,
        items.length < SHORTEST_CUT ? items.length : items.length - 1);
  }

  /// @param validationStart position of the first item of the validation part
  /// @param testStart position of the first item of the test part
  /// @throws IllegalArgumentException naming the user, unless `0 ≤ validationStart ≤ testStart ≤
  ///   items.length`
  public History(String user, int[] items, int validationStart, int testStart) {
    this(user, user, items.clone(), validationStart, testStart, UNKNOWN);
  }

  /// The arrays are kept, not copied.
  private History(
      String user, String person, int[] items, int validationStart, int testStart, long[] times) {
    if (validationStart < 0 || validationStart > testStart || testStart > items.length) {
      throw new IllegalArgumentException(
          "cut at "
              + validationStart
              + " and "
              + testStart
              + " of a history of "
              + items.length
              + " items, user "
              + user);
    }
    this.user = user;
    this.person = person;
    this.items = items;
    this.validationStart = validationStart;
    this.testStart = testStart;
    this.times = times;
  }

  public String user() {
    return user;
  }

  /// Who stands behind the user; the user's own id where nobody else is known.
  public String person() {
    return person;
  }

  /// The same history of a user who is one of those behind whom `owner` stands.
  public History of(String owner) {
    return new History(user, owner, items, validationStart, testStart, times);
  }

  public int length() {
    return items.length;
  }

  /// Position of the first item of the validation part, which is also the length of the training
  /// part.
  public int validationStart() {
    return validationStart;
  }

  /// Position of the first item of the test part, [#length] where there is none.
  public int testStart() {
    return testStart;
  }

  /// The same items with at least the oldest `length` of them in the training part; what stood
  /// there as validation or test is no more, and a part that begins later stays.
  ///
  /// @throws IllegalArgumentException naming the user, unless `0 ≤ length ≤ items.length`
  public History trainedThrough(int length) {
    int trained = Math.max(length, validationStart);
    return new History(user, person, items, trained, Math.max(trained, testStart), times);
  }

  /// The same history with the time of every event, in the unit of the data.
  ///
  /// @throws IllegalArgumentException naming the user, unless there is one per item
  public History at(long[] eventTimes) {
    if (eventTimes.length != items.length) {
      throw new IllegalArgumentException(
          eventTimes.length + " times of " + items.length + " items, user " + user);
    }
    return new History(user, person, items, validationStart, testStart, eventTimes.clone());
  }

  /// The same without times.
  History untimed() {
    return new History(user, person, items, validationStart, testStart, UNKNOWN);
  }

  /// The same cuts and times with other items.
  ///
  /// @throws IllegalArgumentException naming the user, unless there are as many
  History reordered(int[] others) {
    if (others.length != items.length) {
      throw new IllegalArgumentException(
          others.length + " items for " + items.length + ", user " + user);
    }
    return new History(user, person, others.clone(), validationStart, testStart, times);
  }

  /// Whether the time of every event is known.
  public boolean timed() {
    return times.length == items.length;
  }

  /// When an event was, of a history that is [timed][#timed].
  ///
  /// @param position 0 is the oldest
  public long time(int position) {
    return times[position];
  }

  /// The part in which a position lies.
  public Part part(int position) {
    if (position < validationStart) {
      return Part.TRAINING;
    }
    return position < testStart ? Part.VALIDATION : Part.TEST;
  }

  /// Whether the parts are those of leave-one-out.
  public boolean leftOneOut() {
    var left = new History(user, items);
    return validationStart == left.validationStart && testStart == left.testStart;
  }

  /// @param position 0 is the oldest
  public int item(int position) {
    return items[position];
  }

  /// The oldest `length` items, a copy.
  public int[] prefix(int length) {
    if (length < 0 || length > items.length) {
      throw new IllegalArgumentException(
          "prefix of " + length + " of a history of " + items.length + " items, user " + user);
    }
    return Arrays.copyOf(items, length);
  }

  public int[] items() {
    return items.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History that
        && user.equals(that.user)
        && person.equals(that.person)
        && validationStart == that.validationStart
        && testStart == that.testStart
        && Arrays.equals(items, that.items)
        && Arrays.equals(times, that.times);
  }

  @Override
  public int hashCode() {
    return 31 * user.hashCode() + Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return user + ": " + Arrays.toString(items) + " cut at " + validationStart + ", " + testStart;
  }
}
