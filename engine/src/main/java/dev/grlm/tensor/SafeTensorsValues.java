package dev.grlm.tensor;

import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.SafeTensors.Pieces;
import dev.grlm.tensor.SafeTensors.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The values of tensors on their way between memory and a safetensors file. Stateless.
final class SafeTensorsValues {
  /// How many values of a native tensor are converted at once.
  private static final int PIECE = 1 << 20;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private SafeTensorsValues() {}

  static void write(OutputStream stream, Source source) throws IOException {
    switch (source) {
      case Floats floats -> writeFloats(stream, floats.data());
      case Pieces pieces -> writePieces(stream, pieces);
      case Native tensor -> writeNative(stream, tensor);
    }
  }

  private static void writeFloats(OutputStream stream, float[] data) throws IOException {
    int chunkBytes = SafeTensors.CHUNK_BYTES;
    ByteBuffer chunk = ByteBuffer.allocate(chunkBytes).order(ByteOrder.LITTLE_ENDIAN);
    int perChunk = chunkBytes / Float.BYTES;
    for (int from = 0; from < data.length; from += perChunk) {
      int count = Math.min(perChunk, data.length - from);
      chunk.asFloatBuffer().put(data, from, count);
      stream.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  private static void writePieces(OutputStream stream, Pieces source) throws IOException {
    long written = 0;
    for (int index = 0; index < source.count(); index++) {
      float[] piece = source.piece().apply(index);
      writeFloats(stream, piece);
      written += (long) piece.length * Float.BYTES;
    }
    if (written != source.bytes()) {
      throw new IllegalArgumentException(
          "pieces of %d bytes for a tensor of shape %s"
              .formatted(written, Arrays.toString(source.shape())));
    }
  }

  private static void writeNative(OutputStream stream, Native source) throws IOException {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor tensor = source.tensor().get();
      if (!Arrays.equals(Tensors.shape(tensor), source.shape())) {
        throw new IllegalArgumentException(
            "a tensor of shape "
                + Arrays.toString(Tensors.shape(tensor))
                + " was announced with shape "
                + Arrays.toString(source.shape()));
      }
      Tensor flat = tensor.detach().reshape(-1);
      var bytes = new byte[(int) Math.min(PIECE, flat.numel()) * source.stored().bytes()];
      for (long from = 0; from < flat.numel(); from += PIECE) {
        int count = (int) Math.min(PIECE, flat.numel() - from);
        try (Tensor piece = flat.narrow(0, from, count);
            Tensor host = Tensors.onHost(piece, source.stored().torch())) {
          int length = count * source.stored().bytes();
          MemorySegment.copy(
              Tensors.memory(host, length), ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
          stream.write(bytes, 0, length);
        }
      }
    }
  }

  /// An address that libtorch reads from and JavaCPP does not own.
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }

  /// Lends a tensor over the mapped bytes of `path`. Only they are mapped, and only meanwhile.
  ///
  /// @param from first byte, counted from the beginning of the file
  /// @throws IOException naming the file, when it is shorter than its header said
  static <R> R mapped(
      Path path, long from, SafeTensorsHeader.Entry entry, ScalarType type, Function<Tensor, R> use)
      throws IOException {
    Natives.load();
    try (Arena arena = Arena.ofConfined()) {
      // An empty mapping has no address.
      MemorySegment stored =
          entry.bytes() == 0
              ? arena.allocate(1)
              : aligned(map(path, from, entry.bytes(), arena), entry, arena);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        var address = new Address(stored.address());
        return use.apply(torch.from_blob(address, entry.shape(), new TensorOptions(type)));
      }
    }
  }

  /// The bytes of `path` from `from` on, read-only, until `arena` is closed.
  ///
  /// @throws IOException naming the file, when it is shorter than its header said
  static MemorySegment map(Path path, long from, long bytes, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      // Reading a mapping past the end of its file would end the process.
      if (channel.size() < from + bytes) {
        throw new IOException(
            "%s: truncated: %d bytes expected from byte %d, found %d"
                .formatted(path, bytes, from, Math.max(0, channel.size() - from)));
      }
      return channel.map(MapMode.READ_ONLY, from, bytes, arena);
    }
  }

  /// Whether all values of a float32 tensor are numbers. Little endian, not necessarily aligned.
  static boolean finite(MemorySegment floats) {
    // A finite number times 0 is 0, and sums of 0 stay so; of four sums, one does not wait for
    // the other.
    long count = floats.byteSize() / Float.BYTES;
    var sums = new float[4];
    for (long at = 0; at < count; at++) {
      float value = floats.get(FLOAT, at * Float.BYTES);
      sums[(int) (at & 3)] += 0 * value;
    }
    return sums[0] + sums[1] + sums[2] + sums[3] == 0;
  }

  /// The format does not align tensors; most writers do.
  private static MemorySegment aligned(
      MemorySegment mapped, SafeTensorsHeader.Entry entry, Arena arena) {
    int bytes = entry.type().bytes;
    return mapped.address() % bytes == 0
        ? mapped
        : arena.allocate(mapped.byteSize(), bytes).copyFrom(mapped);
  }
}
