package dev.grlm.bench;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemNaming;
import dev.grlm.run.ItemNaming.Nearest;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// How items that a run was not fitted on are named, beside the Term IDs that they have in a run
/// with them: `HeldOutNames FULL_RUN RUN…`, each RUN one of the experiment `cold-start`. Three
/// ways: the Term ID of the nearest item by text, copied; what the model names them from their
/// metadata (GTI); and what `terms --add` gives them.
public final class HeldOutNames {
  private HeldOutNames() {}

  /// Agreement with the Term IDs of the full run, over items.
  private static final class Agreement {
    private final String name;
    private final int[] slots;
    private int items;
    private int exact;
    private int shared;

    Agreement(String name, int length) {
      this.name = name;
      this.slots = new int[length];
    }

    void add(Identifier named, Identifier own) {
      items++;
      exact += named.equals(own) ? 1 : 0;
      for (int slot = 0; slot < slots.length; slot++) {
        slots[slot] += named.symbol(slot).equals(own.symbol(slot)) ? 1 : 0;
      }
      var both = new HashSet<>(named.symbols());
      both.retainAll(own.symbols());
      shared += both.size();
    }

    @Override
    public String toString() {
      List<String> ofSlots =
          Arrays.stream(slots)
              .mapToObj(hits -> String.format(Locale.ROOT, "%.3f", (double) hits / items))
              .toList();
      return String.format(
          Locale.ROOT,
          "%-10s %d items  exact %.3f  slots %s  terms in common %.2f",
          name,
          items,
          (double) exact / items,
          String.join(" ", ofSlots),
          (double) shared / items);
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: HeldOutNames FULL_RUN RUN…");
      System.exit(2);
    }
    var full = new RunFolder(Path.of(arguments[0]));
    Catalog catalog = DatasetFiles.read(full.dataset()).catalog();
    Identifiers own = TermIdFile.identifiers(full.identifiers(GrlmSystem.NAME), catalog);
    var copied = new Agreement("nearest", own.length());
    var named = new Agreement("GTI", own.length());
    var added = new Agreement("terms --add", own.length());
    for (String run : Arrays.asList(arguments).subList(1, arguments.length)) {
      try (Grlm grlm = Grlm.open(Systems.ALL, Path.of(run));
          ItemNaming naming = ItemNaming.open(grlm)) {
        var known = new HashSet<String>();
        grlm.catalog().items().subList(0, grlm.fitted()).forEach(item -> known.add(item.id()));
        for (int i = 0; i < catalog.size(); i++) {
          Item item = catalog.item(i);
          if (known.contains(item.id())) {
            continue;
          }
          Nearest nearest = naming.nearest(item);
          copied.add(grlm.identifiers().of(nearest.items()[0]), own.of(i));
          named.add(grlm.name(item, 1).getFirst().identifier(), own.of(i));
          added.add(naming.name(item, nearest, _ -> false), own.of(i));
        }
      }
    }
    System.out.println(copied);
    System.out.println(named);
    System.out.println(added);
  }
}
