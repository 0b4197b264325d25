package dev.grlm.testkit;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;

/// What tests that may be skipped keep to, read from their class files.
///
/// An assumption that does not hold ends its test by an exception. Inside a lambda that exception
/// meets whoever calls the lambda first, such as `assertThatThrownBy`, which takes it for the one
/// that it waits for. So no assumption, and no call that leads to one, stands in a lambda.
public final class SkipRules {
  private static final Set<String> ASSUMPTIONS =
      Set.of(
          SharedData.class.getName(),
          "org.assertj.core.api.Assumptions",
          "org.assertj.core.api.BDDAssumptions",
          "org.junit.jupiter.api.Assumptions",
          "org.opentest4j.TestAbortedException");

  private SkipRules() {}

  /// Assumptions that stand in a lambda, in a method reference or in a class without a name, a line
  /// each.
  public static List<String> hidden(JavaClasses tests) {
    Predicate<JavaCodeUnitAccess<?>> assumes =
        access -> ASSUMPTIONS.contains(access.getTargetOwner().getName());
    Predicate<JavaCodeUnitAccess<?>> leads = assumes.or(leadsTo(leading(tests, assumes)));
    return accesses(tests)
        .filter(leads)
        .filter(SkipRules::isHandedOver)
        .map(access -> "an assumption that is handed over: " + access.getDescription())
        .sorted()
        .toList();
  }

  /// Tests, and methods that JUnit calls for them, that read real data and do not say so, a line
  /// each.
  public static List<String> untagged(JavaClasses tests) {
    Set<JavaCodeUnit> called =
        accesses(tests).flatMap(access -> target(access).stream()).collect(Collectors.toSet());
    return leading(tests, SkipRules::isSharedData).stream()
        .filter(unit -> isTest(unit) || (!called.contains(unit) && hasTests(unit.getOwner())))
        .filter(unit -> !isTagged(unit))
        .map(unit -> "real data without @RealData: " + unit.getFullName())
        .sorted()
        .toList();
  }

  /// Methods and constructors from which a call leads to one that is sought.
  private static Set<JavaCodeUnit> leading(
      JavaClasses tests, Predicate<JavaCodeUnitAccess<?>> sought) {
    List<JavaCodeUnitAccess<?>> all = accesses(tests).toList();
    var leading = new HashSet<JavaCodeUnit>();
    Predicate<JavaCodeUnitAccess<?>> leads = sought.or(leadsTo(leading));
    int before;
    do {
      before = leading.size();
      all.stream().filter(leads).map(JavaAccess::getOrigin).forEach(leading::add);
    } while (leading.size() > before);
    return leading;
  }

  private static Predicate<JavaCodeUnitAccess<?>> leadsTo(Set<JavaCodeUnit> units) {
    return access -> target(access).filter(units::contains).isPresent();
  }

  private static Optional<? extends JavaCodeUnit> target(JavaCodeUnitAccess<?> access) {
    return access.getTarget().resolveMember();
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClasses tests) {
    return tests.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .flatMap(unit ->
            Stream.concat(
                unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream()));
  }

  private static boolean isSharedData(JavaCodeUnitAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(SharedData.class);
  }

  private static boolean isHandedOver(JavaCodeUnitAccess<?> access) {
    return access.isDeclaredInLambda()
        || access instanceof JavaCodeUnitReference
        || access.getOriginOwner().isAnonymousClass();
  }

  private static boolean isTest(JavaCodeUnit unit) {
    return unit.isMetaAnnotatedWith(Testable.class);
  }

  private static boolean hasTests(JavaClass type) {
    return type.getMethods().stream().anyMatch(SkipRules::isTest);
  }

  private static boolean isTagged(JavaCodeUnit unit) {
    return unit.isAnnotatedWith(RealData.class) || isTagged(unit.getOwner());
  }

  private static boolean isTagged(JavaClass type) {
    return type.isAnnotatedWith(RealData.class)
        || type.getEnclosingClass().filter(SkipRules::isTagged).isPresent();
  }
}
