package dev.grlm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The tests that stand beside a subclass keep to [SkipRules].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SkipContract {
  private final JavaClasses tests =
      new ClassFileImporter()
          .importUrl(getClass().getProtectionDomain().getCodeSource().getLocation());

  @Test
  void noAssumptionStandsWhereItsSkipWouldBeCaught() {
    assertThat(SkipRules.hidden(tests)).isEmpty();
  }

  @Test
  void whoReadsRealDataSaysSo() {
    assertThat(SkipRules.untagged(tests)).isEmpty();
  }
}
