package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir Path folder;

  @Test
  void everyNumberOfEveryTensorIsAParameter() throws IOException {
    var tensors = new LinkedHashMap<String, SafeTensors.Source>();
    tensors.put("table", new SafeTensors.Floats(new long[] {3, 4}, new float[12]));
    tensors.put("bias", new SafeTensors.Floats(new long[] {5}, new float[5]));
    tensors.put("scale", new SafeTensors.Floats(new long[] {}, new float[1]));
    SafeTensors.write(folder.resolve("model.safetensors"), tensors, Map.of());
    assertThat(Weights.count(folder)).isEqualTo(18);
  }
}
