package dev.grlm.export;

import dev.grlm.io.AtomicFile;
import dev.grlm.io.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Lists as a run of the Text Retrieval Conference: `user Q0 item rank score tag`. For one thread.
///
/// `trec_eval` sorts by the score, which it holds in 32 bits, and among equal ones by the item's
/// id, whatever the rank says. So a score that is not below the one before, as items of one
/// identifier may have the same, is lowered to the next number that is; the order is that of the
/// list.
final class TrecRun {
  /// Below any score that a recommender gives, and far from the end of the scale.
  private static final float LOWEST = -1e30f;

  private final String tag;
  private final TrecIds ids = new TrecIds();
  private String user = "";
  private float before;
  private long lowered;

  /// @param tag name of the run, the same on every line
  TrecRun(String tag) {
    this.tag = tag;
  }

  /// @param lists with the columns of [ListRows]
  void write(Path file, Table lists) throws IOException {
    AtomicFile.writeText(
        file,
        writer ->
            lists.into(cells -> {
              String of = (String) Objects.requireNonNull(cells[0]);
              long rank = (Long) Objects.requireNonNull(cells[1]);
              String item = (String) Objects.requireNonNull(cells[2]);
              float score = score(of, (Double) Objects.requireNonNull(cells[3]));
              writer.write(
                  String.join(
                      " ",
                      ids.word(of),
                      "Q0",
                      ids.word(item),
                      Long.toString(rank),
                      Float.toString(score),
                      ids.word(tag)));
              writer.write('\n');
            }));
  }

  private float score(String of, double exact) {
    float score = exact > LOWEST ? (float) exact : LOWEST; // what is no number among them
    if (of.equals(user) && !(score < before)) {
      score = Math.nextDown(before);
      lowered++;
    }
    user = of;
    before = score;
    return score;
  }

  List<String> notes() {
    var notes = new ArrayList<String>();
    if (lowered > 0) {
      notes.add(
          lowered + " scores are lowered by a hair, so that equal ones keep the order of the list");
    }
    notes.addAll(TrecTargets.notes(ids));
    return List.copyOf(notes);
  }
}
