package dev.grlm.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The order in which data flows: a package uses what stands to its left in its module and all of
/// the modules before its own, never what stands to its right; sub-packages of one parent do not
/// see each other. Immutable.
///
/// @param root the package above all others
/// @param before packages of the modules that this one may use
/// @param order the module's own packages, left to right
public record PackageOrder(String root, List<String> before, List<String> order) {
  private static final String ROOT = "dev.grlm";
  private static final List<String> ENGINE_PACKAGES =
      List.of("tensor", "nn", "cluster", "text", "train", "process", "lm", "decode");
  private static final List<String> RECOMMENDER_PACKAGES =
      List.of(
          "chat",
          "words",
          "embed",
          "neighbor",
          "identifier",
          "codebook",
          "task",
          "codec",
          "ground",
          "recommend",
          "baseline",
          "signal",
          "evaluate",
          "fusion",
          "system",
          "fitting");

  public static final PackageOrder DATA =
      new PackageOrder(ROOT, List.of(), List.of("io", "data", "page"));
  public static final PackageOrder ENGINE = new PackageOrder(ROOT, List.of("io"), ENGINE_PACKAGES);
  public static final PackageOrder RECOMMENDER =
      ENGINE.followedBy(RECOMMENDER_PACKAGES).after(DATA);
  public static final PackageOrder SYSTEMS =
      RECOMMENDER.followedBy(List.of("finetuning", "sequence", "coded", "systems"));

  /// A run must not know which systems exist.
  public static final PackageOrder RUN =
      RECOMMENDER.followedBy(
          List.of(
              "stage", "report", "run", "export", "leak", "tune", "experiment", "journal", "live"));

  public static final PackageOrder CONVERT =
      DATA.followedBy(List.of("parquet", "source", "clean", "summary", "prepare", "convert"));
  public static final PackageOrder APP =
      RUN.followedBy(List.of("demo", "paper", "service", "cli")).after(SYSTEMS).after(CONVERT);

  public PackageOrder {
    before = List.copyOf(before);
    order = List.copyOf(order);
  }

  private PackageOrder followedBy(List<String> packages) {
    return new PackageOrder(root, known(), packages);
  }

  private PackageOrder after(PackageOrder other) {
    var all = new LinkedHashSet<String>(before);
    all.addAll(other.known());
    return new PackageOrder(root, List.copyOf(all), order);
  }

  private List<String> known() {
    var known = new ArrayList<String>(before);
    known.addAll(order);
    return known;
  }

  /// What breaks the order among the class files of this module's packages, a line each.
  public List<String> violations() {
    return violations(classes(packages(order)));
  }

  /// Classes below the root that this class path holds, tests left out, in no package of any order.
  /// What a module may not use can stand on its class path all the same.
  public List<String> strangers() {
    var placed = new LinkedHashSet<String>(known());
    List.of(APP, SYSTEMS, CONVERT).forEach(order -> placed.addAll(order.known()));
    DescribedPredicate<JavaClass> known =
        JavaClass.Predicates.resideInAnyPackage(packages(List.copyOf(placed)));
    return classes(root).stream()
        .filter(DescribedPredicate.not(known))
        .map(JavaClass::getName)
        .filter(name -> !name.startsWith(PackageOrder.class.getPackageName()))
        .toList();
  }

  /// The order is one of names: what stands outside of the packages need not be read.
  private static JavaClasses classes(String... packages) {
    JavaClasses classes =
        ArchConfiguration.withThreadLocalScope(configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .withImportOption(location -> !location.contains("-tests.jar"))
              .importPackages(packages);
        });
    if (classes.isEmpty()) {
      throw new IllegalStateException("no class files of " + List.of(packages));
    }
    return classes;
  }

  List<String> violations(JavaClasses classes) {
    var rules = new ArrayList<ArchRule>();
    for (int place = 0; place < order.size() - 1; place++) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(packages(List.of(order.get(place)))[0])
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(order.subList(place + 1, order.size()))));
    }
    for (String parent : order) {
      rules.add(slices().matching(root + "." + parent + ".(*)..").should().notDependOnEachOther());
    }
    DescribedPredicate<JavaClass> foreign =
        JavaClass.Predicates.resideInAPackage(root + "..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(packages(known())));
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(packages(order))
            .should()
            .dependOnClassesThat(foreign));
    return rules.stream()
        .flatMap(rule ->
            rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails().stream())
        .toList();
  }

  private String[] packages(List<String> names) {
    return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }
}
