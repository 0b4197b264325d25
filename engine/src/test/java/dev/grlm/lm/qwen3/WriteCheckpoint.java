package dev.grlm.lm.qwen3;

import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Writes a checkpoint of a published shape with random weights in bfloat16, one tensor at a time,
/// and a small tokenizer: for measuring at that size. Arguments: shape (`0.6B` … `14B`), folder,
/// optionally a seed.
public final class WriteCheckpoint {
  private WriteCheckpoint() {}

  public static void main(String[] arguments) throws IOException {
    Natives.load();
    Qwen3Config config = Qwen3Shape.parse(arguments[0]).config();
    Path folder = Path.of(arguments[1]);
    torch.manual_seed(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
    var sources = new LinkedHashMap<String, Native>();
    Qwen3.shapes(config)
        .forEach((name, shape) -> {
          double mean = name.endsWith("norm.weight") ? 1 : 0;
          double deviation = config.initializerRange();
          sources.put(
              name, new Native(shape, Precision.BFLOAT16, () -> draw(mean, deviation, shape)));
        });
    SafeTensorsFolder.write(folder, sources, SafeTensorsFolder.SHARD_BYTES);
    // A tokenizer of a shop's words: its tokens are the first rows of the published vocabulary's.
    TinyBytePair.shop().write(folder, TinyBytePair.Template.HYBRID);
    Qwen3ConfigFile.write(folder.resolve(Qwen3Folder.CONFIG), config, Precision.BFLOAT16);
  }

  private static Tensor draw(double mean, double deviation, long[] shape) {
    return torch
        .empty(shape, new TensorOptions(ScalarType.Float), new MemoryFormatOptional())
        .normal_(mean, deviation, new GeneratorOptional());
  }
}
