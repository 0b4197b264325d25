package dev.grlm.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the files of a run and of its systems lie: runs that were fitted are opened by these
/// names.
class RunFolderTest {
  private static final RunFolder FOLDER = new RunFolder(Path.of("runs", "one"));

  private static SystemRun<String> run(String system) {
    return new SystemRun<>(
        system,
        "small",
        "settings",
        RunSettings.DEFAULT,
        FOLDER,
        new RunTables(FOLDER),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  private static Stream<Path> shared() {
    return Stream.of(
        FOLDER.manifest(),
        FOLDER.dataset(),
        FOLDER.encoder(),
        FOLDER.embeddings(),
        FOLDER.neighbors(),
        FOLDER.items(),
        FOLDER.interactions(),
        FOLDER.split(),
        FOLDER.addedItems(),
        FOLDER.recommendations(),
        FOLDER.report("test"),
        FOLDER.report("validation"),
        FOLDER.page("test"),
        FOLDER.page("validation"));
  }

  private static Stream<Path> own(SystemRun<?> run) {
    return Stream.of(
        run.folder(), run.identifiers(), run.examples(), run.model(), run.training(), run.curve());
  }

  @Test
  void noTwoThingsLieInOnePlace() {
    List<Path> all =
        Stream.of(shared(), own(run("grlm")), own(run("sasrec"))).flatMap(path -> path).toList();
    assertThat(all).doesNotHaveDuplicates().allMatch(path -> path.startsWith(FOLDER.root()));
  }

  @Test
  void whatIsASystemsOwnLiesInItsFolder() {
    assertThat(own(run("grlm")))
        .allMatch(path -> path.startsWith(FOLDER.root().resolve("systems/grlm")));
    assertThat(run("grlm").identifiers()).isEqualTo(FOLDER.identifiers("grlm"));
    assertThat(run("grlm").curve().getParent()).isEqualTo(run("grlm").model());
    assertThat(run("grlm").datasetFiles()).containsExactly(FOLDER.items(), FOLDER.interactions());
  }

  @ParameterizedTest
  @CsvSource({
    "test,report.json,report.html",
    "validation,report-validation.json,report-validation.html"
  })
  void theReportOfTheTestHasThePlainName(String split, String report, String page) {
    assertThat(FOLDER.report(split)).hasFileName(report);
    assertThat(FOLDER.page(split)).hasFileName(page);
  }

  @ParameterizedTest
  @CsvSource({"prepare,prepare", "grlm/train,train", "a/b/c,c"})
  void theVerbOfAStageIsItsNameWithoutTheSystem(String name, String verb) {
    assertThat(Stage.of(name, 1, List.of(), List.of(), TreeMap::new).verb()).isEqualTo(verb);
  }

  @Test
  void aSystemFindsItsStagesByTheirVerbs() throws Exception {
    var inputs = new ArrayList<>(List.of(FOLDER.items()));
    Stage stage =
        Stage.of(run("grlm").stage("tokenize"), 7, inputs, List.of(FOLDER.split()), TreeMap::new);
    inputs.clear();
    assertThat(stage.name()).isEqualTo("grlm/tokenize");
    assertThat(stage.verb()).isEqualTo("tokenize");
    assertThat(stage.inputs()).containsExactly(FOLDER.items());
    assertThat(stage.outputs().files()).containsExactly(FOLDER.split());
    assertThat(stage.settings().value()).isEqualTo(7);
  }
}
