package dev.grlm.export;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Targets as judgements of the Text Retrieval Conference, which a run is judged by: `user 0 item
/// 1`. For one thread.
final class TrecTargets {
  private final TrecIds ids = new TrecIds();

  /// @param targets with the columns of [TargetRows]
  void write(Path file, Table targets) throws IOException {
    AtomicFile.writeText(
        file,
        writer ->
            targets.into(cells -> {
              String user = (String) Objects.requireNonNull(cells[0]);
              String item = (String) Objects.requireNonNull(cells[1]);
              writer.write(ids.word(user) + " 0 " + ids.word(item) + " 1\n");
            }));
  }

  List<String> notes() {
    return notes(ids);
  }

  static List<String> notes(TrecIds ids) {
    return ids.changed() == 0
        ? List.of()
        : List.of(
            ids.changed()
                + " ids have white space or a percent sign and are written as in an address"
                + " (%20 for a blank), in run and judgements alike");
  }
}
