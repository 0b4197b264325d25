package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.run.RunConfig;
import java.util.ArrayList;
import java.util.List;

/// Any settings side by side.
///
/// @param told `KEY=VALUE` each a variant, several for one joined by `+`
record Settings(List<String> told) implements Experiment {
  Settings {
    if (told.isEmpty()) {
      throw new IllegalArgumentException(
          "settings need --values, such as small.layers=1,small.layers=3");
    }
    for (String value : told) {
      if (value.indexOf('=') < 1) {
        throw new IllegalArgumentException("a variant is KEY=VALUE, not '" + value + "'");
      }
    }
    told = List.copyOf(told);
  }

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public String question() {
    return "Which settings are better?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    var variants = new ArrayList<Variant>();
    variants.add(Variant.of("as-it-is"));
    for (String value : told) {
      variants.add(new Variant(Values.slug(value), List.of(value.split("\\+", -1))));
    }
    return variants;
  }
}
