package dev.grlm.system;

import dev.grlm.data.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A way to recommend: one package, one line in the list of systems, one test class. Stateless; all
/// it has of a run lies in [SystemRun].
///
/// What a fitted one can do beyond recommending it says by the interfaces of what [#open] gives:
/// [Identifying], [Coded], [Growing], [Preparing], [Explaining], [Naming], [FreelyGenerating],
/// [Trained] and [dev.grlm.recommend.Scorer]. Nobody asks for a system by its name.
///
/// @param <S> its settings, a record of JSON values; the group of keys with the system's name in a
///   configuration
public interface RecommenderSystem<S extends Record> {
  /// Short, lower case; the folder in a run, the group in a configuration, the word of `--systems`.
  String name();

  RowKind kind();

  /// Named settings, the default first. The word of `--preset`.
  SequencedMap<String, S> recipes();

  /// Keys of the settings, or groups of them, that a recipe with these settings does not read, so
  /// that whoever changed one of them is told.
  default Set<String> unread(String recipe, S settings) {
    return Set.of();
  }

  /// As [#unread], of one stage alone, by its verb; `evaluate` is opening what was fitted. An empty
  /// word stands for all keys.
  default Set<String> unreadBy(String verb, String recipe) {
    return Set.of();
  }

  /// What a search for better settings of a recipe's training chooses between unless it is told
  /// otherwise: `KEY=V1,V2,…` each, keys as within the system's group, values of JSON. Empty where
  /// nothing is known to be worth a search.
  default List<String> variations(String recipe) {
    return List.of();
  }

  /// What of the settings decides how a fitted one answers beside its files, so that a report hangs
  /// on it; what is as it was before there was the setting is not named.
  default Map<String, Object> asked(String recipe, S settings) {
    return Map.of();
  }

  /// Why nobody would fit it to items such as these, in a few words: a table of all systems leaves
  /// it out. Empty where nothing speaks against it. It can be fitted in any case.
  default String unsuited(Catalog catalog) {
    return "";
  }

  /// Refuses what can be known to fail before the first stage.
  ///
  /// @throws IOException in one line that says what to do
  void require(SystemRun<S> run) throws IOException;

  /// What fitting it adds to a run, in order; none for a system that learns nothing. The stages
  /// read what the shared ones wrote, and each other's outputs.
  List<Stage> stages(SystemRun<S> run);

  /// The codes of the items, of a system whose identifiers are codes: from the files of its stages,
  /// whether or not anything was trained on them yet.
  default Optional<Coded> coded(SystemRun<S> run) {
    return Optional.empty();
  }

  /// The file of its items' identifiers, of a system whose identifiers are readable words, of one
  /// length or not; whether or not it has been written. What has no words of its own takes those of
  /// the first system of the house that has any.
  default Optional<Path> words(SystemRun<S> run) {
    return Optional.empty();
  }

  /// Opens what the stages left.
  ///
  /// @param opened the systems of the run that were opened before, in the order of the house: a
  ///   floor and a fusion are opened after all others and may ask them for what they can do
  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or broken
  FittedSystem open(SystemRun<S> run, List<FittedSystem> opened) throws IOException;
}
