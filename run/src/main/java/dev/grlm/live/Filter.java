package dev.grlm.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which items may be recommended. It acts on the search, not on the finished list: `k` items come
/// back where that many fit.
///
/// @param categories an item must have one of these names among its categories, upper and lower
///   case being equal; empty for all
/// @param domains an item must be of one of these; what the model writes is grounded among their
///   items. Empty for all
/// @param exclude ids of items that must not come; unknown ones are ignored
/// @param available ids of the only items that may come, or null for all; unknown ones are ignored
public record Filter(
    List<String> categories,
    List<String> domains,
    List<String> exclude,
    @Nullable List<String> available) {
  /// Lets everything through.
  public static final Filter NONE = new Filter(List.of(), List.of(), List.of(), null);

  public Filter {
    categories = List.copyOf(categories);
    domains = List.copyOf(domains);
    exclude = List.copyOf(exclude);
    available = available == null ? null : List.copyOf(available);
  }
}
