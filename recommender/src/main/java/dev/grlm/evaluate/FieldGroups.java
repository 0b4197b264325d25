package dev.grlm.evaluate;

import dev.grlm.data.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Users in groups by what a field of their target says. The values of most users stand for
/// themselves, the others together.
final class FieldGroups {
  /// Values that stand for themselves.
  static final int SHOWN = 20;

  private static final String DOMAIN = "domain";

  private FieldGroups() {}

  /// Empty where all targets say the same.
  ///
  /// @param field as [Item#field] names it
  /// @param targets of the users, in their order
  static Optional<Slicing> of(String field, List<Item> targets) {
    List<String> values = targets.stream().map(target -> value(target, field)).toList();
    List<String> shown = shown(values);
    long others = values.stream().distinct().count() - shown.size();
    var names = new ArrayList<String>();
    shown.forEach(value -> names.add(value.isEmpty() ? "no " + field : value));
    names.add(others + (field.equals(DOMAIN) ? " further domains" : " further values"));
    int[] groupOf = values.stream().mapToInt(shown::indexOf).toArray();
    for (int user = 0; user < groupOf.length; user++) {
      groupOf[user] = groupOf[user] < 0 ? shown.size() : groupOf[user];
    }
    return Slicing.of(by(field), names, groupOf);
  }

  /// Another grouping asks whether the brand of the target is that of the last item.
  private static String by(String field) {
    return field.equals(DOMAIN) ? "domain of the target" : "the target's " + field;
  }

  private static String value(Item item, String field) {
    String value = item.field(field);
    return value.isBlank() ? "" : value;
  }

  private static List<String> shown(List<String> values) {
    Map<String, Long> users =
        values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return users.keySet().stream()
        .sorted(
            Comparator.comparing((String value) -> users.getOrDefault(value, 0L))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .sorted()
        .toList();
  }
}
