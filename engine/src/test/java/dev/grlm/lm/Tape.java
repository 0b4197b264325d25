package dev.grlm.lm;

import java.util.Arrays;

/// Scalar arithmetic that remembers itself, for exact derivatives: every result knows its at most
/// two operands and its derivatives by them (reverse accumulation, the chain rule and nothing
/// else).
public final class Tape {
  private double[] values = new double[1 << 16];
  private int[] left = new int[1 << 16];
  private int[] right = new int[1 << 16];
  private double[] byLeft = new double[1 << 16];
  private double[] byRight = new double[1 << 16];
  private int size;

  private int push(double value, int first, double byFirst, int second, double bySecond) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      left = Arrays.copyOf(left, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
      byLeft = Arrays.copyOf(byLeft, 2 * size);
      byRight = Arrays.copyOf(byRight, 2 * size);
    }
    values[size] = value;
    left[size] = first;
    byLeft[size] = byFirst;
    right[size] = second;
    byRight[size] = bySecond;
    return size++;
  }

  /// A constant or a variable.
  public int value(double value) {
    return push(value, size, 0, size, 0);
  }

  public double at(int x) {
    return values[x];
  }

  public int add(int x, int y) {
    return push(at(x) + at(y), x, 1, y, 1);
  }

  public int multiply(int x, int y) {
    return push(at(x) * at(y), x, at(y), y, at(x));
  }

  /// Times a constant.
  public int scale(int x, double factor) {
    return push(at(x) * factor, x, factor, x, 0);
  }

  public int shift(int x, double constant) {
    return push(at(x) + constant, x, 1, x, 0);
  }

  public int inverse(int x) {
    return push(1 / at(x), x, -1 / (at(x) * at(x)), x, 0);
  }

  public int exponential(int x) {
    return push(Math.exp(at(x)), x, Math.exp(at(x)), x, 0);
  }

  public int logarithm(int x) {
    return push(Math.log(at(x)), x, 1 / at(x), x, 0);
  }

  public int root(int x) {
    return push(Math.sqrt(at(x)), x, 0.5 / Math.sqrt(at(x)), x, 0);
  }

  /// max(x, 0).
  public int rectify(int x) {
    return push(Math.max(at(x), 0), x, at(x) > 0 ? 1 : 0, x, 0);
  }

  public int sum(int[] terms) {
    int sum = value(0);
    for (int term : terms) {
      sum = add(sum, term);
    }
    return sum;
  }

  public int product(int[] x, int[] y) {
    int sum = value(0);
    for (int i = 0; i < x.length; i++) {
      sum = add(sum, multiply(x[i], y[i]));
    }
    return sum;
  }

  /// Derivative of `result` by everything on the tape.
  public double[] derivatives(int result) {
    var derivatives = new double[size];
    derivatives[result] = 1;
    for (int x = result; x >= 0; x--) {
      derivatives[left[x]] += left[x] == x ? 0 : derivatives[x] * byLeft[x];
      derivatives[right[x]] += right[x] == x ? 0 : derivatives[x] * byRight[x];
    }
    return derivatives;
  }
}
