package dev.grlm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order in which data flows through this module: a package uses what stands to its left, never
/// what stands to its right, and sub-packages of one parent do not see each other.
class PackageOrderTest {
  private static final List<String> ORDER = List.of("demo", "cli", "service");

  /// Everything of ours that this module may use besides itself.
  private static final List<String> BEFORE =
      List.of(
          "io",
          "tensor",
          "nn",
          "text",
          "lm",
          "train",
          "decode",
          "data",
          "embed",
          "neighbor",
          "identifier",
          "task",
          "ground",
          "recommend",
          "baseline",
          "evaluate",
          "report",
          "run");

  private static final String FIXTURE = "dev.grlm.fixture";

  @Test
  void theCodeKeepsTheOrder() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ORDER.stream().map(name -> "dev.grlm." + name).toList());
    assertThat(classes).as("class files of this module").isNotEmpty();
    assertThat(violations("dev.grlm", ORDER, BEFORE, classes)).isEmpty();
  }

  @Test
  void everyPackageHasAPlaceInTheOrder() {
    var known = new ArrayList<String>(ORDER);
    known.addAll(BEFORE);
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.grlm");
    classes().should().resideInAnyPackage(packages("dev.grlm", known)).check(classes);
  }

  @Test
  void plantedViolationsAreFound() {
    JavaClasses planted = new ClassFileImporter().importPackages(FIXTURE);
    assertThat(violations(FIXTURE, List.of("early", "late"), List.of(), planted))
        .hasSize(3)
        .anyMatch(line -> line.contains("early.Backward") && line.contains("late.Target"))
        .anyMatch(line -> line.contains("late.one.Sibling") && line.contains("late.two.Sibling"))
        .anyMatch(line -> line.contains("late.Outward") && line.contains("foreign.Stranger"));
  }

  private static List<String> violations(
      String root, List<String> order, List<String> before, JavaClasses classes) {
    var rules = new ArrayList<ArchRule>();
    for (int place = 0; place < order.size() - 1; place++) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(root + "." + order.get(place) + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(root, order.subList(place + 1, order.size()))));
    }
    for (String parent : order) {
      rules.add(slices().matching(root + "." + parent + ".(*)..").should().notDependOnEachOther());
    }
    var known = new ArrayList<String>(order);
    known.addAll(before);
    DescribedPredicate<JavaClass> foreign =
        JavaClass.Predicates.resideInAPackage(root + "..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(packages(root, known)));
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(packages(root, order))
            .should()
            .dependOnClassesThat(foreign));
    return rules.stream()
        .flatMap(rule ->
            rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails().stream())
        .toList();
  }

  private static String[] packages(String root, List<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
