package dev.grlm.task;

/// One training sample of a task, by item index. Models see it through their codec.
///
/// @param task name of the [Task] that it is of
/// @param subject the user's or the item's id
/// @param items USP: the user's items, oldest first, every one after the first a target; GTI: the
///   item to be named; CN: an item, then those nearest to it, all of these targets
public record Example(String task, String subject, int[] items) {
  public Example {
    if (task.isEmpty() || items.length == 0) {
      throw new IllegalArgumentException(
          "an example needs a task and an item: '%s' of '%s' has %d"
              .formatted(task, subject, items.length));
    }
  }
}
