package dev.grlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.testkit.PackageOrder;
import org.junit.jupiter.api.Test;

/// The packages of this module keep the order of [PackageOrder].
class PackageOrderTest {
  @Test
  void theCodeKeepsTheOrder() {
    assertThat(PackageOrder.RUN.violations()).isEmpty();
  }

  /// The systems of the house are on the class path of the tests, which fit them.
  @Test
  void everyPackageHasAPlaceInTheOrder() {
    assertThat(PackageOrder.RUN.strangers())
        .allMatch(stranger -> stranger.startsWith("dev.grlm.systems."));
  }
}
