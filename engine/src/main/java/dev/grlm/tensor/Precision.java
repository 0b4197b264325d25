package dev.grlm.tensor;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// How a floating-point value is held.
public enum Precision {
  FLOAT32("fp32", ScalarType.Float, SafeTensors.DataType.F32),
  BFLOAT16("bf16", ScalarType.BFloat16, SafeTensors.DataType.BF16),
  FLOAT16("fp16", ScalarType.Half, SafeTensors.DataType.F16);

  private final String word;
  private final ScalarType torch;
  private final SafeTensors.DataType stored;

  Precision(String word, ScalarType torch, SafeTensors.DataType stored) {
    this.word = word;
    this.torch = torch;
    this.stored = stored;
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  public static Precision parse(String word) {
    for (Precision precision : values()) {
      if (precision.word.equals(word)) {
        return precision;
      }
    }
    List<String> known = Arrays.stream(values()).map(Precision::word).toList();
    throw new IllegalArgumentException("unknown precision '" + word + "'; it is one of " + known);
  }

  /// That of a tensor.
  ///
  /// @throws IllegalArgumentException when its values are no floating-point numbers of these kinds
  public static Precision of(Tensor tensor) {
    int type = tensor.scalar_type().value;
    for (Precision precision : values()) {
      if (precision.torch.value == type) {
        return precision;
      }
    }
    throw new IllegalArgumentException("no precision has libtorch's type " + type);
  }

  public String word() {
    return word;
  }

  /// Bytes of one value.
  public int bytes() {
    return stored.bytes;
  }

  /// libtorch's name. What a tensor answers must be interned before it is compared with this.
  public ScalarType torch() {
    return torch;
  }

  /// The name in a safetensors file.
  public SafeTensors.DataType stored() {
    return stored;
  }
}
