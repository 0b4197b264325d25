package dev.grlm.systems.gencdr;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeModel;
import dev.grlm.coded.CodeStages;
import dev.grlm.coded.DecoderLosses;
import dev.grlm.fitting.CodesStage;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// GenCDR, a generative recommender for several domains: an RQ-VAE of the items of all of them,
/// adapted to each, gives codes; a decoder of all, with low-rank updates for all and for each,
/// generates those of the next item, in the trie of the domain that is asked for. Of its public
/// code the RQ-VAE alone runs; the rest is built after the abstract (docs/decisions/0034).
///
/// Without domains there is one, that of everything. An item that came after the fit gets the codes
/// that its text has where its domain's adapter puts it.
public final class GenCdrSystem implements RecommenderSystem<GenCdrSettings> {
  @Override
  public String name() {
    return "gencdr";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, GenCdrSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", GenCdrSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, GenCdrSettings settings) {
    var unread = new TreeSet<String>();
    unread.add(
        settings.codebook().quantizer() == QuantizerKind.K_MEANS
            ? "codebook.rqVae"
            : "codebook.iterations");
    if (!settings.adapters().takesPlace()) {
      for (String key : List.of("commitment", "balance", "epochs", "batch", "learningRate")) {
        unread.add("adapters." + key);
      }
    }
    if (!settings.updates().takesPlace()) {
      unread.add("updates.balance");
      unread.add("updates.training");
    }
    return unread;
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case CodesStage.NAME -> Set.of("adapters", "decoder", "updates");
      case AdaptStage.NAME -> Set.of("decoder", "updates");
      case "examples" -> Set.of("codebook", "adapters", "decoder.training", "updates");
      case UpdatedCodes.JOINT -> Set.of("codebook", "adapters", "updates");
      case "train" -> Set.of("codebook", "adapters");
      case "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked("decoder"));
    keys.addAll(List.of("codebook", "adapters", "updates"));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, GenCdrSettings settings) {
    return settings.decoder().asked();
  }

  @Override
  public List<String> variations(String recipe) {
    return GenCdrSettings.variations();
  }

  @Override
  public void require(SystemRun<GenCdrSettings> run) throws IOException {
    GenCdrSettings settings = run.settings();
    if (settings.adapters().takesPlace()
        && settings.codebook().quantizer() == QuantizerKind.K_MEANS) {
      throw new IOException(
          "gencdr.codebook.quantizer=k-means has no encoder that could be adapted to a domain;"
              + " gencdr.adapters.rank=0 does without");
    }
  }

  @Override
  public List<Stage> stages(SystemRun<GenCdrSettings> run) {
    return codes(run).all();
  }

  private static CodeStages codes(SystemRun<GenCdrSettings> run) {
    GenCdrSettings settings = run.settings();
    var joint = new JointCodes(settings.decoder());
    CodeModel<?> model =
        settings.updates().takesPlace()
            ? new UpdatedCodes(settings.updates(), joint, run.folder().resolve(UpdatedCodes.JOINT))
            : joint;
    if (!settings.adapters().takesPlace()) {
      return new CodeStages(run, new CodesStage(run, settings.codebook()), model);
    }
    var first = new CodesStage(run, settings.codebook(), new AdaptedSources(run));
    return new CodeStages(
        run, first, model, DecoderLosses.NONE, Optional.of(new AdaptStage(run, first)));
  }

  @Override
  public Optional<Coded> coded(SystemRun<GenCdrSettings> run) {
    return Optional.of(codes(run).coded());
  }

  @Override
  public FittedSystem open(SystemRun<GenCdrSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}
