package dev.grlm.run;

import dev.grlm.embed.CheckpointEncoderConfig.Kind;
import dev.grlm.system.GroundingMode;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.TieOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds settings that somebody gave and nobody will read: of a system that is not fitted, of
/// another recipe, of another stage.
public final class UnreadSettings {
  private static final String ENCODER = "encoder.";
  private static final String EMBEDDING = "embedding.";
  private static final String TIES = "ties";
  private static final String WEIGHTS = "decoding.groundingWeights";

  /// Keys of the shared settings, or groups of them, by the verbs that read no others; an export of
  /// what is stored reads none.
  private static final Map<String, List<String>> READ =
      Map.of(
          "dataset", List.of("textFields", TIES),
          "embed", List.of("textFields", "embedding", "encoder", "device", "precision", "workers"),
          "neighbors", List.of("neighbors", "workers"),
          "export", List.of(),
          "evaluate", List.of("evaluation", "decoding", "seed", "workers", "device", "precision"));

  /// Shared groups that belong to stages before those of systems.
  private static final List<String> BEFORE_SYSTEMS =
      List.of(TIES, "embedding", "encoder", "neighbors");

  private UnreadSettings() {}

  /// @param config with everything that was given
  /// @param keys full paths, as [ConfigFile#keys] gives them
  /// @param verb of the stage; `fit` for all of them, `evaluate` for the report
  /// @return a line for each that is not read, in order
  public static List<String> notes(RunConfig config, List<String> keys, String verb) {
    var notes = new ArrayList<String>();
    for (String key : keys) {
      reason(config, key, verb)
          .ifPresent(reason -> notes.add("%s has no effect: %s".formatted(key, reason)));
    }
    return List.copyOf(notes);
  }

  private static Optional<String> reason(RunConfig config, String key, String verb) {
    int dot = key.indexOf('.');
    String first = dot < 0 ? key : key.substring(0, dot);
    for (RecommenderSystem<?> system : config.house()) {
      if (system.name().equals(first)) {
        return ofSystem(config, config.chosen(first), key.substring(dot + 1), verb);
      }
    }
    return ofShared(config, key, verb);
  }

  private static Optional<String> ofShared(RunConfig config, String key, String verb) {
    Kind encoder = config.shared().encoder().kind();
    if (key.startsWith(ENCODER) && encoder == Kind.FITTED) {
      return Optional.of("without a checkpoint (--encoder) it is 'embedding' that is read");
    }
    if (key.startsWith(ENCODER) && encoder == Kind.PRETRAINED && !key.endsWith(".pretrained")) {
      return Optional.of("a pretrained encoder has no settings");
    }
    if (key.startsWith(EMBEDDING) && encoder != Kind.FITTED) {
      return Optional.of("with a checkpoint it is 'encoder' that is read");
    }
    if (key.equals(WEIGHTS) && config.shared().decoding().grounding() == GroundingMode.COMPATIBLE) {
      return Optional.of("the published code's rule of grounding has weights of its own");
    }
    boolean shuffled = config.shared().ties() == TieOrder.SHUFFLE;
    if (verb.equals("dataset") && key.equals("seed") && shuffled) {
      return Optional.empty();
    }
    List<String> read = READ.get(verb);
    boolean unread =
        read == null
            ? !verb.equals("fit") && BEFORE_SYSTEMS.stream().anyMatch(group -> in(key, group))
            : read.stream().noneMatch(group -> in(key, group));
    return unread ? Optional.of(anotherStage(verb)) : Optional.empty();
  }

  private static <S extends Record> Optional<String> ofSystem(
      RunConfig config, Chosen<S> chosen, String key, String verb) {
    RecommenderSystem<S> system = chosen.system();
    if (system.kind() != RowKind.FLOOR && !config.fitted().contains(system.name())) {
      return Optional.of("the system '%s' is not fitted".formatted(system.name()));
    }
    if (system.unread(chosen.recipe(), chosen.settings()).stream()
        .anyMatch(group -> in(key, group))) {
      return Optional.of(
          "the recipe '%s' with these settings does not read it".formatted(chosen.recipe()));
    }
    boolean shared = READ.containsKey(verb) && !verb.equals("evaluate");
    boolean other =
        !verb.equals("fit")
            && system.unreadBy(verb, chosen.recipe()).stream().anyMatch(group -> in(key, group));
    return shared || other ? Optional.of(anotherStage(verb)) : Optional.empty();
  }

  private static String anotherStage(String verb) {
    return "'%s' does not read it; give it to the stage that does".formatted(verb);
  }

  /// Whether a key is that of a group or stands in it.
  private static boolean in(String key, String group) {
    return group.isEmpty() || key.equals(group) || key.startsWith(group + ".");
  }
}
