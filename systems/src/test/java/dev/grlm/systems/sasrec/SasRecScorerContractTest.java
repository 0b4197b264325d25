package dev.grlm.systems.sasrec;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScorerContract;
import dev.grlm.sequence.FittedScorer;
import dev.grlm.sequence.TinySasRec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class SasRecScorerContractTest extends ScorerContract {
  @TempDir private static Path folder;
  private final List<FittedScorer> opened = new ArrayList<>();

  @Override
  protected Scorer fit(Dataset dataset) throws Exception {
    FittedScorer fitted = SasRecFits.fitted(dataset, TinySasRec.settings(2, 0.2, 5, 0), folder);
    opened.add(fitted);
    return fitted;
  }

  @AfterAll
  void close() {
    opened.forEach(FittedScorer::close);
  }
}
