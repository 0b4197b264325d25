package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageOrderTest {
  private static final String FIXTURE = "dev.grlm.fixture";

  @Test
  void plantedViolationsAreFound() {
    JavaClasses planted = new ClassFileImporter().importPackages(FIXTURE);
    assertThat(new PackageOrder(FIXTURE, List.of(), List.of("early", "late")).violations(planted))
        .hasSize(3)
        .anyMatch(line -> line.contains("early.Backward") && line.contains("late.Target"))
        .anyMatch(line -> line.contains("late.one.Sibling") && line.contains("late.two.Sibling"))
        .anyMatch(line -> line.contains("late.Outward") && line.contains("foreign.Stranger"));
  }
}
