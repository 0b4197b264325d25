package dev.grlm.systems.sasrec;

import dev.grlm.data.Catalog;
import dev.grlm.sequence.FittedScorer;
import dev.grlm.sequence.ItemStages;
import dev.grlm.sequence.SasRec;
import dev.grlm.sequence.SasRecFolder;
import dev.grlm.sequence.SasRecScorer;
import dev.grlm.sequence.SasRecSettings;
import dev.grlm.sequence.SasRecTraining;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// [dev.grlm.sequence.SasRec] as a system: the users' training items become samples, samples a
/// model, and the model ranks the catalogue. It reads item numbers alone, so that it neither names
/// nor explains, and an item that came after the fit is not in its lists and is passed over in
/// histories.
public final class SasRecSystem implements RecommenderSystem<SasRecSettings> {
  @Override
  public String name() {
    return SasRecScorer.NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, SasRecSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", SasRecSettings.DEFAULT));
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return verb.equals("evaluate") ? Set.of("") : Set.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return SasRecSettings.VARIATIONS;
  }

  @Override
  public void require(SystemRun<SasRecSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<SasRecSettings> run) {
    SasRecSettings settings = run.settings();
    return ItemStages.of(
        run,
        settings.length(),
        SasRecFolder.files(run.model()),
        (catalog, samples, job, folder) ->
            new SasRecTraining(settings, catalog).train(samples, job, folder));
  }

  @Override
  public FittedSystem open(SystemRun<SasRecSettings> run, List<FittedSystem> opened)
      throws IOException {
    Catalog catalog = run.dataset().catalog();
    Curve curve = Curve.read(run.curve());
    SasRec model = SasRecFolder.load(run.model(), catalog);
    return new FittedScorer(new SasRecScorer(model), model::close, catalog, curve);
  }
}
