package dev.grlm.source;

import dev.grlm.data.Item;
import java.io.IOException;

/// Takes what a [Source] reads, in the order of the input. Called by one thread.
public interface Sink {
  void event(Event event) throws IOException;

  /// An item, with its text as the input wrote it. The same id may come again.
  void item(Item item) throws IOException;

  /// A line was dropped.
  ///
  /// @throws IOException when the reading should end here, with the fault in its message
  void fault(Fault fault) throws IOException;

  /// Something about lines that were taken is worth counting.
  ///
  /// @param reason does not change with the input
  /// @param times may be 0
  default void noticed(String reason, long times) throws IOException {}
}
