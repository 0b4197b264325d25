package dev.grlm.tensor;

import dev.grlm.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Tensors of libtorch in and out of safetensors files, in their own precision, without a Java
/// array of their size: a training's state is larger than a Java heap. Stateless; the tensors must
/// not change meanwhile.
@SuppressWarnings("restricted") // tensor memory is read and written in place
public final class NativeTensors {
  /// Values of a tensor on a card that are in the host's memory at one time.
  static final long CARD_CHUNK = 1L << 24;

  private static final int BUFFER_BYTES = 1 << 16;

  /// Bytes of one read; a buffer of Java's cannot be larger than 2 GiB.
  private static final long READ_BYTES = 1L << 28;

  private NativeTensors() {}

  /// Writes `tensors` in their order, whole or not at all.
  ///
  /// @param tensors contiguous, of float32, bfloat16 or float16
  /// @throws IOException naming `file`, when it cannot be written
  public static void write(
      Path file, SequencedMap<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    var entries = new LinkedHashMap<String, SafeTensorsHeader.Entry>();
    long begin = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      Tensor values = tensor.getValue();
      if (!values.is_contiguous()) {
        throw new IllegalArgumentException("tensor '" + tensor.getKey() + "' is not contiguous");
      }
      long end = begin + values.nbytes();
      entries.put(
          tensor.getKey(),
          new SafeTensorsHeader.Entry(
              Precision.of(values).stored(), Tensors.shape(values), begin, end));
      begin = end;
    }
    byte[] header =
        SafeTensorsHeader.render(new SafeTensorsHeader(entries, new TreeMap<>(metadata)));
    AtomicFile.write(
        file,
        stream -> {
          ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          stream.write(length.putLong(header.length).array());
          stream.write(header);
          for (Tensor tensor : tensors.values()) {
            writeValues(stream, tensor);
          }
        });
  }

  private static void writeValues(OutputStream stream, Tensor tensor) throws IOException {
    if (!tensor.is_cuda()) {
      writeMemory(stream, tensor);
      return;
    }
    long size = tensor.numel();
    for (long from = 0; from < size; from += CARD_CHUNK) {
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        writeMemory(
            stream, tensor.view(-1).narrow(0, from, Math.min(CARD_CHUNK, size - from)).cpu());
      }
    }
  }

  private static void writeMemory(OutputStream stream, Tensor tensor) throws IOException {
    MemorySegment memory = memory(tensor);
    var buffer = new byte[BUFFER_BYTES];
    for (long at = 0; at < memory.byteSize(); at += BUFFER_BYTES) {
      int count = (int) Math.min(BUFFER_BYTES, memory.byteSize() - at);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, buffer, 0, count);
      stream.write(buffer, 0, count);
    }
  }

  /// Whether [#read] will find a tensor of `name` with the precision and the shape of `target`.
  ///
  /// @throws IOException in one line, naming the file, the tensor and what differs
  public static void require(SafeTensors.File file, String name, Tensor target) throws IOException {
    SafeTensorsHeader.Entry entry = file.entry(name);
    SafeTensors.DataType type = Precision.of(target).stored();
    long[] shape = Tensors.shape(target);
    if (entry.type() != type || !Arrays.equals(entry.shape(), shape)) {
      throw new IOException(
          "%s: tensor '%s' is %s of shape %s; %s of shape %s expected"
              .formatted(
                  file.path(),
                  name,
                  entry.type(),
                  Arrays.toString(entry.shape()),
                  type,
                  Arrays.toString(shape)));
    }
  }

  /// Overwrites `target` with the tensor of that name.
  ///
  /// @param target contiguous
  /// @throws IOException as [#require], or naming the file when it has shrunk
  public static void read(SafeTensors.File file, String name, Tensor target) throws IOException {
    require(file, name, target);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      long position = file.position(name);
      if (!target.is_cuda()) {
        readMemory(file, channel, position, memory(target));
        return;
      }
      long size = target.numel();
      int bytes = Precision.of(target).bytes();
      for (long from = 0; from < size; from += CARD_CHUNK) {
        try (var _ = new PointerScope();
            var _ = new NoGradGuard()) {
          Tensor part = target.view(-1).narrow(0, from, Math.min(CARD_CHUNK, size - from));
          Tensor host = part.cpu();
          readMemory(file, channel, position + from * bytes, memory(host));
          part.copy_(host);
        }
      }
    }
  }

  private static void readMemory(
      SafeTensors.File file, FileChannel channel, long position, MemorySegment memory)
      throws IOException {
    long at = 0;
    while (at < memory.byteSize()) {
      long wanted = Math.min(READ_BYTES, memory.byteSize() - at);
      int count = channel.read(memory.asSlice(at, wanted).asByteBuffer(), position + at);
      if (count < 0) {
        throw new IOException(
            "%s: truncated: %d bytes expected from byte %d, found %d"
                .formatted(file.path(), memory.byteSize(), position, at));
      }
      at += count;
    }
  }

  /// A tensor without values has no address.
  private static MemorySegment memory(Tensor dense) {
    long bytes = dense.nbytes();
    return bytes == 0
        ? MemorySegment.NULL
        : MemorySegment.ofAddress(dense.data_ptr().address()).reinterpret(bytes);
  }
}
