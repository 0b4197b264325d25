package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkipRulesTest {
  private static final String FIXTURE = "dev.grlm.fixture.skip";

  private final JavaClasses planted = new ClassFileImporter().importPackages(FIXTURE);

  @Test
  void plantedAssumptionsInLambdasAreFound() {
    List<String> found = SkipRules.hidden(planted);
    assertThat(found).hasSize(6).noneMatch(line -> line.contains("Hidden.inPlainSight"));
    assertThat(List.of("directly", "throughAMethod", "byReference", "Hidden$1.run", "ofAnyKind"))
        .allSatisfy(place -> assertThat(found).anyMatch(line -> line.contains(place)));
  }

  @Test
  void plantedTestsWithoutTheTagAreFound() {
    assertThat(SkipRules.untagged(planted))
        .containsExactly(
            "real data without @RealData: " + FIXTURE + ".Untagged.before()",
            "real data without @RealData: " + FIXTURE + ".Untagged.reads()");
  }
}
