package dev.grlm.prepare;

import dev.grlm.prepare.Rules.ItemIds;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the ids of one source are called in the result. For one thread, because it remembers which
/// lines of a user map were used.
public final class SourceIds {
  private final String source;
  private final String userPrefix;
  private final String itemPrefix;
  private final Map<String, String> persons;
  private final Set<String> met = new HashSet<>();

  private SourceIds(
      String source, String userPrefix, String itemPrefix, Map<String, String> persons) {
    this.source = source;
    this.userPrefix = userPrefix;
    this.itemPrefix = itemPrefix;
    this.persons = persons;
  }

  /// Of every source, in order. Sources of one name are one.
  ///
  /// @param names of the sources; of a single one the name may be empty
  /// @throws IOException when the user map cannot be read
  public static List<SourceIds> of(List<String> names, Rules rules) throws IOException {
    List<String> distinct = names.stream().distinct().toList();
    boolean apart = distinct.size() > 1 && !(rules.users() instanceof UserIds.Joined);
    UserMap map =
        rules.users() instanceof UserIds.Mapped mapped
            ? UserMap.read(mapped.file(), distinct)
            : UserMap.EMPTY;
    Map<String, SourceIds> byName = new HashMap<>();
    for (String name : distinct) {
      boolean itemsApart = rules.items() == ItemIds.SEPARATE && !name.isEmpty();
      byName.put(
          name,
          new SourceIds(
              name, apart ? prefix(name) : "", itemsApart ? prefix(name) : "", map.of(name)));
    }
    return names.stream().map(byName::get).toList();
  }

  /// What stands before an id of its own in a source.
  static String prefix(String source) {
    return source + ":";
  }

  /// Ids as they are.
  static SourceIds plain() {
    return new SourceIds("", "", "", Map.of());
  }

  String user(String id) {
    String person = persons.get(id);
    if (person == null) {
      return userPrefix.isEmpty() ? id : userPrefix + id;
    }
    met.add(id);
    return person;
  }

  /// The person behind a user as the source calls them; empty where the source does not say it, or
  /// a user map says who the user is.
  String person(String user, String person) {
    return person.isEmpty() || persons.containsKey(user) ? "" : userPrefix + person;
  }

  String item(String id) {
    return itemPrefix.isEmpty() ? id : itemPrefix + id;
  }

  /// Whether all ids stay as they are.
  boolean isPlain() {
    return userPrefix.isEmpty() && itemPrefix.isEmpty() && persons.isEmpty();
  }

  /// The source's name.
  public String source() {
    return source;
  }

  String userPrefix() {
    return userPrefix;
  }

  String itemPrefix() {
    return itemPrefix;
  }

  /// Rows of the user map whose user had no event so far.
  public long unmet() {
    return (long) persons.size() - met.size();
  }
}
