package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How items that came after a fit get into a catalogue: the one answer for the command, the
/// service and the next run. A fitted item keeps its identifier and may get other metadata. A new
/// item keeps the identifier it was given where the model can generate it, or where it was given
/// one that is meant to be reached structurally; else, because another run or another system named
/// it, it is named again beside its neighbors. Where nothing can be named, it has the empty
/// identifier. Stateless.
public final class NewItems {
  private static final Identifier NONE = new Identifier(List.of());

  private NewItems() {}

  /// An item as it came.
  ///
  /// @param given its identifier; empty where it has none by the system that is asked
  /// @param books by which the symbols of `given` have their meaning, see
  ///   [dev.grlm.system.Growing#books]
  /// @param open whether the identifier stands also where the model cannot generate it
  public record Arrival(Item item, Identifier given, String books, boolean open) {
    /// Named by words.
    public Arrival(Item item, Identifier given, boolean open) {
      this(item, given, "", open);
    }
  }

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
    /// @param taken whether another item has an identifier already
    Identifier name(Item item, Predicate<Identifier> taken) throws IOException;
  }

  /// The catalogue of `run` with all arrivals, each id once. What others keep is taken before
  /// anything is named again, so that the names do not depend on what is named beside them.
  ///
  /// @param namer asked only for items that cannot keep their identifier
  public static Grown grown(Grlm run, List<Arrival> arrivals, Namer namer) throws IOException {
    var items = new ArrayList<>(run.catalog().items());
    var identifiers = new ArrayList<>(run.identifiers().all());
    var nameless = new ArrayList<Integer>();
    for (Arrival arrival : arrivals) {
      int known = run.catalog().indexOf(arrival.item().id());
      if (known >= 0) {
        items.set(known, arrival.item());
        continue;
      }
      if (!keeps(run, arrival)) {
        nameless.add(items.size());
      }
      items.add(arrival.item());
      identifiers.add(keeps(run, arrival) ? arrival.given() : NONE);
    }
    if (run.grows() && !nameless.isEmpty()) {
      Set<Identifier> taken = new HashSet<>(identifiers);
      for (int item : nameless) {
        Identifier named = namer.name(items.get(item), taken::contains);
        identifiers.set(item, named);
        taken.add(named);
      }
    }
    return new Grown(items, identifiers, nameless.size());
  }

  /// As [#grown(Grlm, List, Namer)]; the run's encoder is opened only where an item must be named.
  public static Grown grown(Grlm run, List<Arrival> arrivals) throws IOException {
    try (var namer = new LazyNamer(run)) {
      return grown(run, arrivals, namer);
    }
  }

  private static boolean keeps(Grlm run, Arrival arrival) {
    return run.grows()
        && arrival.books().equals(run.books())
        && run.identifiers().lengths().allow(arrival.given().length())
        && (arrival.open() || run.spells(arrival.given()));
  }

  /// With what was added to the run's own file; null where that is nothing, or nothing to the
  /// system that answers.
  static @Nullable Grown added(Grlm run) throws IOException {
    if (!run.grows()) {
      return null;
    }
    var reader = new AddedItems.Reader(run.system(), run.identifiers().lengths(), run.books());
    List<AddedItems.Added> added = AddedItems.read(run.folder().addedItems(), reader);
    List<Arrival> arrivals =
        added.stream()
            .filter(one -> run.catalog().indexOf(one.item().id()) < 0)
            .map(one -> arrival(one.item(), one.of(run.system(), run.books())))
            .toList();
    return added.isEmpty() ? null : grown(run, arrivals);
  }

  private static Arrival arrival(Item item, AddedItems.@Nullable Name name) {
    return name == null
        ? new Arrival(item, NONE, false)
        : new Arrival(item, name.identifier(), name.books(), !name.exact());
  }

  /// Opens the encoder of a run when the first item has to be named.
  private static final class LazyNamer implements Namer, AutoCloseable {
    private final Grlm run;
    private @Nullable ItemNaming naming;

    LazyNamer(Grlm run) {
      this.run = run;
    }

    @Override
    public Identifier name(Item item, Predicate<Identifier> taken) throws IOException {
      ItemNaming opened = naming;
      if (opened == null) {
        opened = ItemNaming.open(run);
        naming = opened;
      }
      return opened.name(item, opened.nearest(item), taken);
    }

    @Override
    public void close() {
      if (naming != null) {
        naming.close();
      }
    }
  }
}
