package dev.grlm.run;

import dev.grlm.system.RowKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Which systems of a run may name its new items, in the order of the run: those that learn by
/// themselves, for what is made of others has no names of its own.
///
/// @param ready fitted to their end, so that they can be opened
/// @param unfinished the others, which name the items when they are opened later
record NamingSystems(List<String> ready, List<String> unfinished) {
  NamingSystems {
    ready = List.copyOf(ready);
    unfinished = List.copyOf(unfinished);
  }

  static NamingSystems of(RunStages stages) throws IOException {
    RunConfig config = stages.config();
    var ready = new ArrayList<String>();
    var unfinished = new ArrayList<String>();
    for (String system : config.fitted()) {
      if (config.chosen(system).system().kind() == RowKind.SYSTEM) {
        (stages.outdated(system).isEmpty() ? ready : unfinished).add(system);
      }
    }
    return new NamingSystems(ready, unfinished);
  }

  NamingSystems without(String system) {
    return new NamingSystems(
        ready.stream().filter(one -> !one.equals(system)).toList(),
        unfinished.stream().filter(one -> !one.equals(system)).toList());
  }

  NamingSystems withReady(List<String> some) {
    return new NamingSystems(some, unfinished);
  }
}
