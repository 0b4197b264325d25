package dev.grlm.stage;

import dev.grlm.system.FittedSystem;
import dev.grlm.system.Identifying;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The systems of a run, open: those that learn first, in the order of the run, then what is made
/// of them. Closing it closes them.
///
/// @param house names of all systems there are, in the order of the house
public record OpenSystems(List<OpenSystem> all, List<String> house) implements AutoCloseable {
  public OpenSystems {
    all = List.copyOf(all);
    house = List.copyOf(house);
  }

  /// What the systems can do, in their order.
  public List<FittedSystem> fitted() {
    return all.stream().map(OpenSystem::fitted).toList();
  }

  /// In the order of the house, for who takes something of the first that has it: what that is
  /// hangs on the systems there are, not on the order in which somebody asked for them.
  public List<OpenSystem> inHouse() {
    return all.stream()
        .sorted(Comparator.comparingInt(system -> house.indexOf(system.name())))
        .toList();
  }

  /// Whose words the floor and the report have.
  public Optional<OpenSystem> words() {
    return inHouse().stream().filter(one -> one.fitted() instanceof Identifying).findFirst();
  }

  @Override
  public void close() {
    all.forEach(system -> system.fitted().close());
  }
}
