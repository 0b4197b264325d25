package dev.grlm.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// The few dense operations on row-major arrays that stages outside a model need, computed by
/// libtorch on one native thread where nothing else is said: the same input gives the same bits on
/// the same machine.
///
/// Arrays are copied in and out; no native memory outlives a call. Stateless and thread-safe.
public final class LinearAlgebra {
  private LinearAlgebra() {}

  /// Row-major (rows × columns) in double precision.
  ///
  /// @param values not copied
  public record Matrix(int rows, int columns, double[] values) {
    public Matrix {
      if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
        throw new IllegalArgumentException(
            rows + " × " + columns + " does not hold " + values.length + " values");
      }
    }

    /// All zero.
    ///
    /// @throws IllegalArgumentException when it has more values than one array holds
    public static Matrix zeros(int rows, int columns) {
      if ((long) rows * columns > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a " + rows + " × " + columns + " matrix is larger than one array");
      }
      return new Matrix(rows, columns, new double[rows * columns]);
    }

    public double at(int row, int column) {
      return values[row * columns + column];
    }
  }

  /// Of a symmetric n × n matrix.
  ///
  /// @param values n, largest first
  /// @param vectors n × n; column j, of unit length, belongs to value j; its sign is arbitrary
  public record Eigen(double[] values, Matrix vectors) {}

  /// Takes one block of rows of a product.
  @FunctionalInterface
  public interface BlockConsumer {
    /// @param firstRow which row the block begins with
    /// @param rowCount rows in this block
    /// @param products rowCount × n, row-major; reused for the next block
    void accept(int firstRow, int rowCount, float[] products);
  }

  /// A·B.
  public static Matrix product(Matrix left, Matrix right) {
    requireEqual(left.columns(), right.rows(), left, right);
    load();
    try (var _ = new PointerScope()) {
      return matrix(tensor(left).matmul(tensor(right)), left.rows(), right.columns());
    }
  }

  /// Aᵀ·B.
  public static Matrix transposedProduct(Matrix left, Matrix right) {
    requireEqual(left.rows(), right.rows(), left, right);
    load();
    try (var _ = new PointerScope()) {
      return matrix(tensor(left).t().matmul(tensor(right)), left.columns(), right.columns());
    }
  }

  /// A·Bᵀ.
  public static Matrix productTransposed(Matrix left, Matrix right) {
    requireEqual(left.columns(), right.columns(), left, right);
    load();
    try (var _ = new PointerScope()) {
      return matrix(tensor(left).matmul(tensor(right).t()), left.rows(), right.rows());
    }
  }

  /// A·Bᵀ in single precision; both row-major with `columns` columns.
  ///
  /// @return rows of A × rows of B, row-major
  public static float[] productTransposed(float[] left, float[] right, int columns) {
    if (columns < 1 || left.length % columns != 0 || right.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d and %d values are no rows of %d columns"
              .formatted(left.length, right.length, columns));
    }
    int rows = left.length / columns;
    int others = right.length / columns;
    var products = new float[Math.multiplyExact(rows, others)];
    load();
    try (var _ = new PointerScope()) {
      Tensor product =
          tensor(left, rows, columns).matmul(tensor(right, others, columns).t()).contiguous();
      MemorySegment.copy(memory(product), ValueLayout.JAVA_FLOAT, 0, products, 0, products.length);
    }
    return products;
  }

  /// Squared Euclidean distance of two stretches of `count` values, summed in Java in a fixed
  /// order: the same bits on every machine.
  public static double squaredDistance(
      double[] left, int leftStart, double[] right, int rightStart, int count) {
    // Four sums, because one alone waits for itself at every step.
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      double apart0 = left[leftStart + i] - right[rightStart + i];
      double apart1 = left[leftStart + i + 1] - right[rightStart + i + 1];
      double apart2 = left[leftStart + i + 2] - right[rightStart + i + 2];
      double apart3 = left[leftStart + i + 3] - right[rightStart + i + 3];
      sum0 += apart0 * apart0;
      sum1 += apart1 * apart1;
      sum2 += apart2 * apart2;
      sum3 += apart3 * apart3;
    }
    for (; i < count; i++) {
      double apart = left[leftStart + i] - right[rightStart + i];
      sum0 += apart * apart;
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  /// Q of the reduced QR decomposition: same shape as `matrix`, orthonormal columns, of which the
  /// first j span at least the first j columns of `matrix`, whatever its rank.
  ///
  /// @throws IllegalArgumentException when there are more columns than rows
  public static Matrix orthonormalBasis(Matrix matrix) {
    if (matrix.columns() > matrix.rows()) {
      throw new IllegalArgumentException(
          matrix.columns() + " columns of " + matrix.rows() + " rows cannot be orthonormal");
    }
    load();
    try (var _ = new PointerScope()) {
      T_TensorTensor_T factors = torch.linalg_qr(tensor(matrix), "reduced");
      return matrix(factors.get0(), matrix.rows(), matrix.columns());
    }
  }

  /// @param matrix symmetric; only its lower triangle is read
  /// @throws IllegalArgumentException when it is not square
  public static Eigen symmetricEigen(Matrix matrix) {
    int n = matrix.rows();
    requireEqual(n, matrix.columns(), matrix, matrix);
    load();
    try (var _ = new PointerScope()) {
      T_TensorTensor_T parts = torch.linalg_eigh(tensor(matrix), "L");
      double[] values = matrix(parts.get0().flip(0), n, 1).values();
      return new Eigen(values, matrix(parts.get1().flip(1), n, n));
    }
  }

  /// X·Xᵀ in single precision, `blockRows` rows at a time from the top, so that the n × n result is
  /// never whole in memory.
  ///
  /// Entries are sums in an order that depends on their place in the block: two equal rows of X may
  /// give products that differ in the last bits.
  ///
  /// @param values X, n × columns, row-major
  public static void gramBlocks(
      float[] values, int columns, int blockRows, BlockConsumer consumer) {
    if (columns < 1 || blockRows < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d values are no rows of %d columns, %d at a time"
              .formatted(values.length, columns, blockRows));
    }
    int n = values.length / columns;
    load();
    try (var _ = new PointerScope()) {
      Tensor rows = tensor(values, n, columns);
      Tensor transposed = rows.t();
      float[] products = new float[Math.multiplyExact(Math.min(blockRows, n), n)];
      for (int first = 0; first < n; first += blockRows) {
        int count = Math.min(blockRows, n - first);
        try (var _ = new PointerScope()) {
          Tensor block = rows.narrow(0, first, count).matmul(transposed).contiguous();
          MemorySegment.copy(memory(block), ValueLayout.JAVA_FLOAT, 0, products, 0, count * n);
        }
        consumer.accept(first, count, products);
      }
    }
  }

  /// libtorch keeps a thread count per calling thread.
  private static void load() {
    Natives.load();
    torch.set_num_threads(1);
  }

  private static void requireEqual(int expected, int found, Matrix left, Matrix right) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "shapes do not fit: %s and %s"
              .formatted(
                  Arrays.toString(new int[] {left.rows(), left.columns()}),
                  Arrays.toString(new int[] {right.rows(), right.columns()})));
    }
  }

  private static Tensor tensor(Matrix matrix) {
    Tensor tensor = empty(torch.ScalarType.Double, matrix.rows(), matrix.columns());
    MemorySegment.copy(
        matrix.values(), 0, memory(tensor), ValueLayout.JAVA_DOUBLE, 0, matrix.values().length);
    return tensor;
  }

  private static Tensor tensor(float[] values, int rows, int columns) {
    Tensor tensor = empty(torch.ScalarType.Float, rows, columns);
    MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_FLOAT, 0, values.length);
    return tensor;
  }

  private static Matrix matrix(Tensor tensor, int rows, int columns) {
    Tensor rowMajor = tensor.contiguous();
    Matrix matrix = Matrix.zeros(rows, columns);
    MemorySegment.copy(
        memory(rowMajor), ValueLayout.JAVA_DOUBLE, 0, matrix.values(), 0, matrix.values().length);
    return matrix;
  }

  private static Tensor empty(torch.ScalarType type, long rows, long columns) {
    return torch.empty(
        new long[] {rows, columns}, new TensorOptions(type), new MemoryFormatOptional());
  }

  /// Valid as long as the tensor. An empty tensor has no address.
  @SuppressWarnings("restricted") // the tensor's own memory, with its own length
  private static MemorySegment memory(Tensor tensor) {
    long bytes = tensor.nbytes();
    return bytes == 0
        ? MemorySegment.NULL
        : MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(bytes);
  }
}
