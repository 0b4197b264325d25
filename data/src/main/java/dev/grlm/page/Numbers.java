package dev.grlm.page;

import java.util.Locale;

/// Numbers as a person reads them, the same in every locale.
public final class Numbers {
  private Numbers() {}

  /// Four decimals, as tables of the field have them.
  public static String metric(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /// Four decimals with a sign; the minus is as wide as the plus.
  public static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value).replace('-', '\u2212');
  }

  /// Thousands parted by commas.
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// One decimal and a percent sign for a share of 0 … 1; two decimals where one would say 0 or 100
  /// without meaning it.
  public static String percent(double share) {
    boolean nearEnd = share > 0 && share < 1 && (share < 0.01 || share > 0.99);
    return String.format(Locale.ROOT, nearEnd ? "%.2f %%" : "%.1f %%", 100 * share)
        .replace(' ', '\u00a0');
  }

  /// Wall time in the unit that fits.
  public static String duration(double seconds) {
    String text;
    if (seconds < 59.95) {
      text = String.format(Locale.ROOT, "%.1f s", seconds);
    } else {
      long whole = Math.round(seconds);
      text =
          whole < 3600
              ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
              : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
    return text.replace(' ', '\u00a0');
  }

  /// A value of free statistics: whole numbers grouped, others with at most four decimals.
  public static String plain(Object value) {
    return switch (value) {
      case Long whole -> count(whole);
      case Double number -> trimmed(number);
      default -> value.toString();
    };
  }

  /// At most four decimals, without closing zeros.
  public static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%,.4f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  /// A percentage of a drawing's width, for SVG attributes.
  public static String across(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }
}
