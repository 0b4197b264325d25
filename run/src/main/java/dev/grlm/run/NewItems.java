package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How items that came after a fit get into a catalogue: the one answer for the command, the
/// service and the next run. A fitted item keeps its identifier and may get other metadata. A new
/// item keeps the identifier it was given where the model can generate it, or where it was given
/// one that is meant to be reached structurally; else, because another run named it, it is named
/// again beside its neighbors. Where nothing can be named, it has the empty identifier. Stateless.
public final class NewItems {
  private NewItems() {}

  /// An item as it came.
  ///
  /// @param given its identifier
  /// @param open whether the identifier stands also where the model cannot generate it
  public record Arrival(Item item, Identifier given, boolean open) {}

  /// A catalogue with what came.
  ///
  /// @param renamed how many new items could not keep the identifier they were given
  public record Grown(List<Item> items, List<Identifier> identifiers, int renamed) {
    public Grown {
      items = List.copyOf(items);
      identifiers = List.copyOf(identifiers);
    }
  }

  /// Names an item that must be named again.
  @FunctionalInterface
  public interface Namer {
    Identifier name(Item item) throws IOException;
  }

  /// The catalogue of `run` with all arrivals, each id once.
  ///
  /// @param namer asked only for items that cannot keep their identifier
  public static Grown grown(Grlm run, List<Arrival> arrivals, Namer namer) throws IOException {
    var items = new ArrayList<>(run.catalog().items());
    var identifiers = new ArrayList<>(run.identifiers().all());
    int renamed = 0;
    for (Arrival arrival : arrivals) {
      int known = run.catalog().indexOf(arrival.item().id());
      if (known >= 0) {
        items.set(known, arrival.item());
        continue;
      }
      items.add(arrival.item());
      if (keeps(run, arrival)) {
        identifiers.add(arrival.given());
      } else {
        identifiers.add(run.grows() ? namer.name(arrival.item()) : new Identifier(List.of()));
        renamed++;
      }
    }
    return new Grown(items, identifiers, renamed);
  }

  /// As [#grown(Grlm, List, Namer)]; the run's encoder is opened only where an item must be named.
  public static Grown grown(Grlm run, List<Arrival> arrivals) throws IOException {
    try (var namer = new LazyNamer(run)) {
      return grown(run, arrivals, namer);
    }
  }

  private static boolean keeps(Grlm run, Arrival arrival) {
    return run.grows()
        && arrival.given().length() == run.identifiers().length()
        && (arrival.open() || run.spells(arrival.given()));
  }

  /// With what was added to the run's own file.
  static Grown added(Grlm run, List<AddedItems.Added> added) throws IOException {
    List<Arrival> arrivals =
        added.stream()
            .filter(one -> run.catalog().indexOf(one.item().id()) < 0)
            .map(one -> new Arrival(one.item(), one.identifier(), !one.exact()))
            .toList();
    return grown(run, arrivals);
  }

  /// Opens the encoder of a run when the first item has to be named.
  private static final class LazyNamer implements Namer, AutoCloseable {
    private final Grlm run;
    private @Nullable ItemNaming naming;

    LazyNamer(Grlm run) {
      this.run = run;
    }

    @Override
    public Identifier name(Item item) throws IOException {
      ItemNaming opened = naming;
      if (opened == null) {
        opened = ItemNaming.open(run);
        naming = opened;
      }
      return opened.name(item, opened.nearest(item));
    }

    @Override
    public void close() {
      if (naming != null) {
        naming.close();
      }
    }
  }
}
