package dev.grlm.data;

import java.util.Arrays;

/// What one user did, oldest first, as item indices. Immutable and thread-safe.
public final class History {
  private final String user;
  private final int[] items;

  public History(String user, int[] items) {
    this.user = user;
    this.items = items.clone();
  }

  public String user() {
    return user;
  }

  public int length() {
    return items.length;
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
        && Arrays.equals(items, that.items);
  }

  @Override
  public int hashCode() {
    return 31 * user.hashCode() + Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return user + ": " + Arrays.toString(items);
  }
}
