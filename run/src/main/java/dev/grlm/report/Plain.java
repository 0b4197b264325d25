package dev.grlm.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks and copies the components of a [Report]. Copies keep the order and cannot be changed.
final class Plain {
  private Plain() {}

  /// @throws IllegalArgumentException naming `name`, when there is no value
  static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  static <T> List<T> list(@Nullable List<T> list, String name) {
    return List.copyOf(require(list, name));
  }

  static <T> Map<String, T> map(@Nullable Map<String, T> map, String name) {
    var copy = new LinkedHashMap<String, T>(require(map, name));
    copy.forEach((key, value) -> require(value, key + " of " + name));
    return Collections.unmodifiableMap(copy);
  }

  static Map<String, Double> metrics(@Nullable Map<String, Double> metrics, String name) {
    Map<String, Double> copy = map(metrics, "metrics of " + name);
    copy.forEach((metric, value) -> finite(value, metric + " of " + name));
    return copy;
  }

  /// JSON knows no `int` and no `float`: whole numbers become `Long` and others `Double`, so that a
  /// report equals itself after writing and reading.
  static Map<String, Object> values(@Nullable Map<String, Object> values, String name) {
    var copy = new LinkedHashMap<String, Object>();
    require(values, name).forEach((key, value) -> copy.put(key, value(value, name + "." + key)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(@Nullable Object value, String name) {
    return switch (value) {
      case null -> throw new IllegalArgumentException(name + " is missing");
      case String text -> text;
      case Boolean truth -> truth;
      case Byte whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Integer whole -> whole.longValue();
      case Long whole -> whole;
      case Number number -> finite(number.doubleValue(), name);
      case List<?> list -> {
        var copy = new ArrayList<Object>();
        list.forEach(element -> copy.add(value(element, name)));
        yield Collections.unmodifiableList(copy);
      }
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> copy.put(key.toString(), value(inner, name + "." + key)));
        yield Collections.unmodifiableMap(copy);
      }
      default ->
          throw new IllegalArgumentException(
              name + " is no plain value but a " + value.getClass().getName() + ": " + value);
    };
  }

  static void share(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in 0 … 1, is " + value);
    }
  }

  static void ascending(double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval from " + low + " to " + high);
    }
  }

  private static double finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
    return value;
  }
}
