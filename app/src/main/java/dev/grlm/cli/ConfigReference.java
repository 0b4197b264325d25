package dev.grlm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every key that a run can be told, read off the records that hold the settings: a key cannot be
/// there and not be listed.
final class ConfigReference {
  private final List<Entry> entries = new ArrayList<>();

  private ConfigReference() {}

  /// One key.
  ///
  /// @param key full path, as in `grlm.small.training.epochs`
  /// @param type of its values, in words
  /// @param preset its value where nothing else is said
  /// @param range what is accepted; empty where the type says all
  /// @param source where that value comes from
  record Entry(
      String key, String type, JsonNode preset, String range, String meaning, String source) {
    /// Whether it is `group`, or stands in it.
    private boolean in(String group) {
      return key.equals(group) || key.startsWith(group + ".");
    }

    /// The same with the first part of the path, which may be a system's name, left out.
    private boolean shortIn(String group) {
      String rest = key.substring(key.indexOf('.') + 1);
      return rest.equals(group) || rest.startsWith(group + ".");
    }
  }

  /// The keys of a group, or a single one; a system's name may be left out where no other key has
  /// the path.
  static List<Entry> in(List<Entry> all, String group) {
    List<Entry> full = all.stream().filter(entry -> entry.in(group)).toList();
    return full.isEmpty() ? all.stream().filter(entry -> entry.shortIn(group)).toList() : full;
  }

  /// In the order of the records: what all systems share, then each system.
  static List<Entry> of(List<RecommenderSystem<?>> house) {
    var reference = new ConfigReference();
    reference.add("", RunSettings.DEFAULT);
    house.forEach(reference::add);
    return List.copyOf(reference.entries);
  }

  private void add(RecommenderSystem<?> system) {
    add(system.name() + ".", system.recipes().firstEntry().getValue());
  }

  private void add(String path, Record settings) {
    SettingNotes notes = SettingNotes.of(settings.getClass());
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      String name = component.getName();
      Object value = value(settings, component);
      if (value instanceof Record group) {
        add(path + name + ".", group);
      } else {
        entries.add(
            new Entry(
                path + name,
                type(component),
                Json.tree(value),
                notes.range(name),
                notes.meaning(name),
                notes.source(name)));
      }
    }
  }

  static Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("a component of a public record cannot be read", impossible);
    }
  }

  private static String type(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return String.join(
          ", ",
          Arrays.stream(type.getEnumConstants()).map(word -> Json.tree(word).asText()).toList());
    }
    return switch (type.getSimpleName()) {
      case "int", "long" -> "whole number";
      case "double" -> "number";
      case "boolean" -> "true or false";
      case "List" ->
          switch (component.getGenericType().getTypeName()) {
            case String name when name.endsWith("Integer>") -> "list of whole numbers";
            case String name when name.endsWith("Double>") -> "list of numbers";
            default -> "list of texts";
          };
      default -> "text";
    };
  }
}
