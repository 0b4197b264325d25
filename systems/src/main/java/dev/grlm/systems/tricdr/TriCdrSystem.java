package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.data.Domains;
import dev.grlm.sequence.FittedScorer;
import dev.grlm.sequence.ItemStages;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// [TriCdr] as a system: people's joined training items become samples, samples a net per domain
/// that is asked for, and these rank its items. Which items are of which domain the catalogue says;
/// of a catalogue of one domain the source is empty. It reads item numbers alone, so that it
/// neither names nor explains, and an item that came after the fit is not in its lists.
public final class TriCdrSystem implements RecommenderSystem<TriCdrSettings> {
  @Override
  public String name() {
    return TriCdrScorer.NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, TriCdrSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", TriCdrSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, TriCdrSettings settings) {
    ContrastConfig contrast = settings.contrast();
    var unread = new HashSet<String>();
    if (contrast.weight() == 0) {
      unread.addAll(
          Set.of(
              "contrast.mixSource",
              "contrast.mixTarget",
              "contrast.sourceTarget",
              "contrast.temperature"));
    }
    if (contrast.tripletWeight() == 0) {
      unread.add("contrast.margin");
    }
    return unread;
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return verb.equals("evaluate") ? Set.of("") : Set.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return TriCdrSettings.VARIATIONS;
  }

  @Override
  public String unsuited(Catalog catalog) {
    return new Domains(catalog).names().size() < 2 ? "the items are not of two domains" : "";
  }

  @Override
  public void require(SystemRun<TriCdrSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<TriCdrSettings> run) {
    TriCdrSettings settings = run.settings();
    return ItemStages.of(
        run,
        settings.length(),
        TriCdrFolder.files(run.model()),
        (catalog, samples, job, folder) ->
            new TriCdrTraining(settings, catalog, run.listener()).train(samples, job, folder));
  }

  @Override
  public FittedSystem open(SystemRun<TriCdrSettings> run, List<FittedSystem> opened)
      throws IOException {
    Catalog catalog = run.dataset().catalog();
    Curve curve = Curve.read(run.curve());
    TriCdr model = TriCdrFolder.load(run.model(), catalog);
    return new FittedScorer(new TriCdrScorer(model), model::close, catalog, curve);
  }
}
