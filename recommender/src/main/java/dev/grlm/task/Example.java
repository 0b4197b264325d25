package dev.grlm.task;

/// One training sample of a task, by item index; token models see it through
/// [dev.grlm.codec.Prompts].
///
/// @param task what is asked
/// @param subject the user's or the item's id
/// @param items USP: the user's items, oldest first, every one after the first a target; GTI: the
///   item to be named
public record Example(Task.Kind task, String subject, int[] items) {
  public Example {
    int least = task == Task.Kind.USP ? 2 : 1;
    if (items.length < least) {
      throw new IllegalArgumentException(
          task + " needs at least " + least + " items, " + subject + " has " + items.length);
    }
  }
}
