package dev.grlm.live;

/// An item that is not taken, and none of those that came with it.
public final class RefusedItemException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int place;

  RefusedItemException(int place, String message) {
    super(message);
    this.place = place;
  }

  /// Of the item in its call, from 0.
  public int place() {
    return place;
  }
}
