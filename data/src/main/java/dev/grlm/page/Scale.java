package dev.grlm.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An axis whose ends and ticks are round numbers: multiples of 1, 2 or 5 times a power of ten.
///
/// @param low first tick
/// @param high last tick
/// @param step distance of ticks, > 0
public record Scale(double low, double high, double step) {

  /// The smallest such axis around `[from, to]` with about `ticks` ticks.
  public static Scale around(double from, double to, int ticks) {
    double span = to > from ? to - from : Math.max(Math.abs(to), 1);
    double raw = span / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double leading = raw / power;
    double factor = leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10;
    double step = factor * power;
    double low = Math.floor(from / step + 1e-9) * step;
    double high = Math.ceil(to / step - 1e-9) * step;
    return new Scale(low, high > low ? high : low + step, step);
  }

  public List<Double> ticks() {
    long count = Math.round((high - low) / step);
    var ticks = new ArrayList<Double>();
    for (int tick = 0; tick <= count; tick++) {
      ticks.add(low + tick * step);
    }
    return ticks;
  }

  /// Where a value lies, 0 at `low` and 1 at `high`.
  public double fraction(double value) {
    return (value - low) / (high - low);
  }

  /// With as many decimals as the step needs.
  public String label(double tick) {
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    double zeroIsUnsigned = Math.abs(tick) < step / 2 ? 0 : tick;
    return String.format(Locale.ROOT, "%,." + decimals + "f", zeroIsUnsigned)
        .replace('-', '\u2212');
  }
}
