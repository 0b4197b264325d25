package dev.grlm.stage;

import dev.grlm.system.FittedSystem;
import java.util.List;

/// The systems of a run, open: those that learn first, in the order of the run, then what is made
/// of them. Closing it closes them.
public record OpenSystems(List<OpenSystem> all) implements AutoCloseable {
  public OpenSystems {
    all = List.copyOf(all);
  }

  /// What the systems can do, in their order.
  public List<FittedSystem> fitted() {
    return all.stream().map(OpenSystem::fitted).toList();
  }

  @Override
  public void close() {
    all.forEach(system -> system.fitted().close());
  }
}
