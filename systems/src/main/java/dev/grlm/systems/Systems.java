package dev.grlm.systems;

import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.etegrec.EtegrecSystem;
import dev.grlm.systems.floor.FloorSystem;
import dev.grlm.systems.gencdr.GenCdrSystem;
import dev.grlm.systems.gram.GramSystem;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.systems.idgenrec.IdgenrecSystem;
import dev.grlm.systems.lcrec.LcRecSystem;
import dev.grlm.systems.letter.LetterSystem;
import dev.grlm.systems.sasrec.SasRecSystem;
import dev.grlm.systems.tiger.TigerSystem;
import dev.grlm.systems.tricdr.TriCdrSystem;
import java.util.List;

/// The one registration: a system that is not in the list is in no command, report or service. A
/// program with a system of its own passes a longer list.
public final class Systems {
  /// Each in the order in which it stands in reports; the first that learns is fitted by default.
  public static final List<RecommenderSystem<?>> ALL =
      List.of(
          new FloorSystem(),
          new GrlmSystem(),
          new SasRecSystem(),
          new TigerSystem(),
          new LetterSystem(),
          new LcRecSystem(),
          new EtegrecSystem(),
          new IdgenrecSystem(),
          new GramSystem(),
          new TriCdrSystem(),
          new GenCdrSystem());

  private Systems() {}
}
