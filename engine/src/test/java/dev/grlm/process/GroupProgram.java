package dev.grlm.process;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What the processes of [ProcessGroupTest] do: exchange tensors of the given lengths, one line per
/// answer, and then numbers for ever. What fails is one line on stderr and exit code 1, as in the
/// command. With the length 0 they part in order.
final class GroupProgram {
  private GroupProgram() {}

  public static void main(String[] arguments) throws Exception {
    ProcessSettings settings = ProcessSettings.of(System.getenv()).orElseThrow();
    int code = 0;
    try (ProcessGroup group = ProcessGroup.join(settings, Device.CPU)) {
      run(arguments, group);
    } catch (java.io.IOException | IllegalStateException failure) {
      System.err.println("grlm: " + failure.getMessage());
      code = 1;
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static void run(String[] arguments, ProcessGroup group) throws InterruptedException {
    System.out.println("joined");
    for (String length : arguments) {
      if (length.equals("0")) {
        return;
      }
      exchange(group, Integer.parseInt(length));
    }
    System.out.println("exchanged");
    while (true) {
      group.sum(1.0);
      Thread.sleep(10);
    }
  }

  private static void exchange(ProcessGroup group, int length) {
    try (var _ = new PointerScope()) {
      for (ScalarType type : new ScalarType[] {ScalarType.Float, ScalarType.BFloat16}) {
        Tensor values = Tensors.floats(values(group.rank(), length), length).to(type);
        group.sum(values);
        System.out.println("sum " + Arrays.hashCode(Tensors.toFloats(values)));
      }
      Tensor sent = Tensors.floats(values(group.rank() + 7, length), length);
      group.broadcast(sent);
      System.out.println("broadcast " + Arrays.hashCode(Tensors.toFloats(sent)));
      System.out.println("number " + group.sum(group.rank() + 0.5));
      System.out.println("of process 0 " + group.broadcast(-0.1 - group.rank()));
      group.barrier();
    }
  }

  /// Small whole numbers, whose sums are exact in bf16, too.
  static float[] values(int rank, int length) {
    var values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (i * 31 + rank * 17) % 41 - 20;
    }
    return values;
  }
}
