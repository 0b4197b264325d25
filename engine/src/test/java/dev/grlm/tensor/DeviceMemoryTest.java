package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
  @Test
  void theHostHasSomeOfItsMemoryFree() {
    assertThat(DeviceMemory.free(Device.CPU)).isPresent();
    assertThat(DeviceMemory.freeOnHost()).isBetween(1L << 20, DeviceMemory.total());
    DeviceMemory.limit().ifPresent(limit -> assertThat(limit).isPositive());
  }

  @Test
  void whatIsAvailableIsReadInBytes() {
    assertThat(DeviceMemory.available(List.of("MemFree: 7 kB", "MemAvailable:   12 kB")))
        .hasValue(12 * 1024);
    assertThat(DeviceMemory.available(List.of("MemFree: 7 kB"))).isEmpty();
  }

  @Test
  void visibleCardsAreNumberedAnew() {
    assertThat(DeviceMemory.physicalIndex(1, null)).isEqualTo(1);
    assertThat(DeviceMemory.physicalIndex(1, "3, 5")).isEqualTo(5);
    assertThat(DeviceMemory.physicalIndex(2, "3,5")).isEqualTo(-1);
    assertThat(DeviceMemory.physicalIndex(0, "GPU-8932f937")).isEqualTo(-1);
  }
}
