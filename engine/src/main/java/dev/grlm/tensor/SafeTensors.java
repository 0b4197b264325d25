package dev.grlm.tensor;

import dev.grlm.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/// The safetensors file format: 8 bytes header length, a JSON header padded with spaces to a
/// multiple of 8, then the values of all tensors without a gap; everything little endian.
///
/// Float32, bfloat16 and float16 are read and written. Values go through a buffer of [#CHUNK_BYTES]
/// or a mapping of the file, so a tensor needs no second copy. Stateless and thread-safe.
public final class SafeTensors {
  /// Size of the buffer between arrays and the file, in bytes.
  static final int CHUNK_BYTES = 1 << 16;

  /// Largest header that is believed, in bytes; the same limit as the format's own library.
  static final long MAXIMUM_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = Long.BYTES;

  private SafeTensors() {}

  /// How one value is stored.
  public enum DataType {
    BOOL(1),
    U8(1),
    I8(1),
    F8_E4M3(1),
    F8_E5M2(1),
    I16(2),
    U16(2),
    F16(2),
    BF16(2),
    I32(4),
    U32(4),
    F32(4),
    I64(8),
    U64(8),
    F64(8);

    final int bytes;

    DataType(int bytes) {
      this.bytes = bytes;
    }
  }

  /// A tensor that is to be written, row-major.
  public sealed interface Source permits Floats, Pieces, Native {
    /// Sizes, outermost first; empty for a scalar.
    long[] shape();

    /// How the values are written.
    DataType type();

    /// Bytes the values take in the file.
    default long bytes() {
      return Arrays.stream(shape()).reduce(type().bytes, Math::multiplyExact);
    }
  }

  /// A tensor of libtorch, asked for when its turn comes, so that a model larger than the memory
  /// can be written one tensor at a time. Written in pieces, without a whole copy.
  ///
  /// @param stored how it is written; rounded to nearest, ties to even, where the tensor is wider
  /// @param tensor gives a floating-point tensor of that shape anywhere; what it makes dies with
  ///   the writer's scope
  public record Native(long[] shape, Precision stored, Supplier<Tensor> tensor) implements Source {
    /// A tensor that is there, in its own precision.
    public static Native of(Tensor tensor) {
      return new Native(Tensors.shape(tensor), Precision.of(tensor), () -> tensor);
    }

    @Override
    public DataType type() {
      return stored.stored();
    }
  }

  /// A float32 tensor in memory, row-major.
  ///
  /// @param shape sizes, outermost first; empty for a scalar
  /// @param data not copied
  public record Floats(long[] shape, float[] data) implements Source {
    /// @throws IllegalArgumentException when `shape` does not multiply to the length of `data`
    public Floats {
      long product = 1;
      for (long size : shape) {
        if (size < 0) {
          throw new IllegalArgumentException("negative size in shape " + Arrays.toString(shape));
        }
        product = Math.multiplyExact(product, size);
      }
      if (product != data.length) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " does not hold " + data.length + " values");
      }
    }

    @Override
    public DataType type() {
      return DataType.F32;
    }
  }

  /// A float32 tensor that is made while it is written, row-major, so that it is never whole in
  /// memory.
  ///
  /// @param shape sizes, outermost first
  /// @param count of pieces
  /// @param piece gives the values of a piece, asked for in order, once each
  public record Pieces(long[] shape, int count, IntFunction<float[]> piece) implements Source {
    @Override
    public DataType type() {
      return DataType.F32;
    }
  }

  /// Writes `tensors` in their order, whole or not at all.
  ///
  /// @param metadata free text by key, written in alphabetical order
  /// @throws IOException naming `file`, when it cannot be written
  public static void write(
      Path file, SequencedMap<String, ? extends Source> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = SafeTensorsHeader.render(tensors, metadata);
    AtomicFile.write(
        file,
        stream -> {
          ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
          stream.write(length.putLong(header.length).array());
          stream.write(header);
          for (Source tensor : tensors.values()) {
            SafeTensorsValues.write(stream, tensor);
          }
        });
  }

  /// Reads and checks the header; values are read when they are asked for.
  ///
  /// @throws IOException in one line naming `file`, and the tensor where one is at fault, when the
  ///   file is missing, truncated, or its header contradicts itself or the file's length
  public static File read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileBytes = channel.size();
      ForeignWeights.refuse(file, channel);
      if (fileBytes < LENGTH_BYTES) {
        throw new IOException(
            file + ": a safetensors file has at least 8 bytes, found " + fileBytes);
      }
      long headerBytes = readFully(file, channel, 0, LENGTH_BYTES).getLong();
      if (headerBytes < 2
          || headerBytes > MAXIMUM_HEADER_BYTES
          || headerBytes > fileBytes - LENGTH_BYTES) {
        throw new IOException(
            "%s: header length %s does not fit a file of %d bytes"
                .formatted(file, Long.toUnsignedString(headerBytes), fileBytes));
      }
      ByteBuffer header = readFully(file, channel, LENGTH_BYTES, (int) headerBytes);
      long dataStart = LENGTH_BYTES + headerBytes;
      return new File(
          file,
          dataStart,
          SafeTensorsHeader.parse(file, decode(file, header), fileBytes - dataStart));
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": no such file", missing);
    }
  }

  private static String decode(Path file, ByteBuffer header) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
    } catch (CharacterCodingException broken) {
      throw new IOException(file + ": the header is not UTF-8", broken);
    }
  }

  private static ByteBuffer readFully(Path file, FileChannel channel, long from, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException(
            "%s: truncated: %d bytes expected from byte %d, found %d"
                .formatted(file, bytes, from, buffer.position()));
      }
    }
    return buffer.flip();
  }

  /// A checked header over a file that stays closed between calls. Immutable and thread-safe; the
  /// file must not change meanwhile.
  public static final class File {
    private final Path path;
    private final long dataStart;
    private final SafeTensorsHeader header;

    File(Path path, long dataStart, SafeTensorsHeader header) {
      this.path = path;
      this.dataStart = dataStart;
      this.header = header;
    }

    /// In the order of the header.
    public SequencedSet<String> names() {
      return header.entries().sequencedKeySet();
    }

    public Map<String, String> metadata() {
      return header.metadata();
    }

    /// Sizes, outermost first.
    ///
    /// @throws IOException naming the file, when it has no such tensor
    public long[] shape(String name) throws IOException {
      return entry(name).shape().clone();
    }

    /// @throws IOException naming the file, when it has no such tensor
    public DataType dataType(String name) throws IOException {
      return entry(name).type();
    }

    /// How the values of a floating-point tensor are stored.
    ///
    /// @throws IOException naming the file and the tensor, when there is no such tensor or it is of
    ///   another type
    public Precision precision(String name) throws IOException {
      DataType type = entry(name).type();
      return switch (type) {
        case F32 -> Precision.FLOAT32;
        case BF16 -> Precision.BFLOAT16;
        case F16 -> Precision.FLOAT16;
        case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, I64, U64, F64 ->
            throw new IOException(
                "%s: tensor '%s' is %s; F32, BF16 or F16 expected".formatted(path, name, type));
      };
    }

    /// Lends the values where they lie in the file, mapped into memory and read-only: `use` must
    /// neither change nor keep the tensor.
    ///
    /// @throws IOException as [#floats] but for the number of values
    public <R> R mapped(String name, Function<Tensor, R> use) throws IOException {
      SafeTensorsHeader.Entry entry = entry(name);
      try {
        return SafeTensorsValues.mapped(
            path,
            dataStart + entry.begin(),
            entry,
            precision(name).torch(),
            stored -> {
              if (!Tensors.finite(stored)) {
                throw new UncheckedIOException(notFinite(name));
              }
              return use.apply(stored);
            });
      } catch (UncheckedIOException broken) {
        throw broken.getCause();
      }
    }

    /// What is computed with it would be no number either, and no order.
    private IOException notFinite(String name) {
      return new IOException(
          "%s: tensor '%s' has values that are infinite or no numbers; fetch or fit it again"
              .formatted(path, name));
    }

    /// Maps the values of a float32 tensor: little endian, read-only, not necessarily aligned.
    ///
    /// @param arena ends the mapping
    /// @throws IOException as [#floats] but for the number of values, or when it is not float32
    public MemorySegment mapFloats(String name, Arena arena) throws IOException {
      SafeTensorsHeader.Entry entry = entry(name);
      if (entry.type() != DataType.F32) {
        throw new IOException(
            "%s: tensor '%s' is %s; F32 expected".formatted(path, name, entry.type()));
      }
      MemorySegment mapped =
          SafeTensorsValues.map(path, dataStart + entry.begin(), entry.bytes(), arena);
      if (!SafeTensorsValues.finite(mapped)) {
        throw notFinite(name);
      }
      return mapped;
    }

    /// Overwrites a tensor of the same shape anywhere, converting to its precision; without a copy
    /// in between where it is in the host's memory.
    ///
    /// @throws IOException as [#floats] but for the number of values, or when the shapes differ
    public void copyTo(String name, Tensor target) throws IOException {
      long[] expected = Tensors.shape(target);
      if (!Arrays.equals(shape(name), expected)) {
        throw new IOException(
            "%s: tensor '%s' has shape %s; expected %s"
                .formatted(path, name, Arrays.toString(shape(name)), Arrays.toString(expected)));
      }
      mapped(name, stored -> target.copy_(stored));
    }

    public Path path() {
      return path;
    }

    /// That [#copyTo] would find the precision and the shape of `target`.
    ///
    /// @throws IOException in one line, naming the file, the tensor and what differs
    public void require(String name, Tensor target) throws IOException {
      DataType type = Precision.of(target).stored();
      long[] expected = Tensors.shape(target);
      if (dataType(name) != type || !Arrays.equals(shape(name), expected)) {
        throw new IOException(
            "%s: tensor '%s' is %s of shape %s; %s of shape %s expected"
                .formatted(
                    path,
                    name,
                    dataType(name),
                    Arrays.toString(shape(name)),
                    type,
                    Arrays.toString(expected)));
      }
    }

    /// The values row-major; bfloat16 and float16 are widened, which is exact.
    ///
    /// @throws IOException naming the file and the tensor, when there is no such tensor, it is of
    ///   another type, has more values than an array holds or some that are not finite, or the file
    ///   has shrunk
    public float[] floats(String name) throws IOException {
      SafeTensorsHeader.Entry entry = entry(name);
      precision(name);
      long count = entry.bytes() / entry.type().bytes;
      if (count > Integer.MAX_VALUE - 8) {
        throw new IOException(
            "%s: tensor '%s' has %d values, more than one array holds"
                .formatted(path, name, count));
      }
      float[] values = new float[(int) count];
      int perChunk = CHUNK_BYTES / entry.type().bytes;
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        for (int at = 0; at < values.length; at += perChunk) {
          int chunk = Math.min(perChunk, values.length - at);
          long from = dataStart + entry.begin() + (long) at * entry.type().bytes;
          ByteBuffer bytes = readFully(path, channel, from, chunk * entry.type().bytes);
          widen(bytes, entry.type(), values, at, chunk);
        }
      }
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw notFinite(name);
        }
      }
      return values;
    }

    private static void widen(
        ByteBuffer bytes, DataType type, float[] values, int from, int count) {
      if (type == DataType.F32) {
        bytes.asFloatBuffer().get(values, from, count);
        return;
      }
      for (int i = 0; i < count; i++) {
        short bits = bytes.getShort(i * Short.BYTES);
        values[from + i] =
            type == DataType.F16
                ? Float.float16ToFloat(bits)
                : Float.intBitsToFloat(bits << Short.SIZE);
      }
    }

    private SafeTensorsHeader.Entry entry(String name) throws IOException {
      SafeTensorsHeader.Entry entry = header.entries().get(name);
      if (entry == null) {
        throw new IOException(
            "%s: no tensor '%s' among its %d: %s"
                .formatted(
                    path,
                    name,
                    header.entries().size(),
                    header.entries().keySet().stream().limit(8).toList()));
      }
      return entry;
    }
  }
}
