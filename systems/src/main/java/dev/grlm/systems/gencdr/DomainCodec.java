package dev.grlm.systems.gencdr;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Codes behind a token of the item's domain, which opens every sequence and is no part of an
/// identifier. So the trie of the catalogue has a branch for each domain, and what is asked about
/// the items of one is searched for in its branch alone, codes among its own: a trie per domain.
/// Immutable and thread-safe.
///
/// An item that came after the fit and is of a domain that the fit did not know stands in that of a
/// fitted item with which it shares most codes.
final class DomainCodec implements IdentifierCodec<StepContext> {
  /// Before the name of a domain, which may be empty.
  private static final String MARK = "domain:";

  private final ItemDomains domains;
  private final Identifiers identifiers;
  private final SlotCodec inner;
  private final int maxSteps;
  private final int fitted;

  private DomainCodec(ItemDomains domains, Identifiers identifiers, int maxSteps, int fitted) {
    this.domains = domains;
    this.identifiers = identifiers;
    this.maxSteps = maxSteps;
    this.fitted = fitted;
    var opened = new ArrayList<Identifier>();
    for (int item = 0; item < identifiers.size(); item++) {
      opened.add(opened(domains.of()[item], identifiers.of(item)));
    }
    this.inner =
        new SlotCodec(
            new Identifiers(opened), new WordTable(List.of(), List.of(), 1), maxSteps, fitted);
  }

  /// @param maxSteps items of a history that are read, the newest
  static DomainCodec of(Catalog catalog, Identifiers identifiers, int maxSteps) {
    return new DomainCodec(ItemDomains.of(catalog), identifiers, maxSteps, identifiers.size());
  }

  /// The same for a catalogue that has grown, perhaps not for the first time; its first items are
  /// those of the model, in the domains in which they were.
  DomainCodec grown(Catalog catalog, Identifiers all) {
    int[] of = Arrays.copyOf(domains.of(), all.size());
    for (int item = fitted; item < of.length; item++) {
      int own = domains.number(catalog.item(item).domain());
      of[item] = own == ItemDomains.NONE ? nearest(all.of(item)) : own;
    }
    return new DomainCodec(new ItemDomains(domains.names(), of), all, maxSteps, fitted);
  }

  private Identifier opened(int domain, Identifier identifier) {
    var symbols = new ArrayList<String>();
    symbols.add(MARK + domains.names().get(domain));
    symbols.addAll(identifier.symbols());
    return new Identifier(symbols);
  }

  /// The domain of the first fitted item with which an identifier shares most symbols from its
  /// beginning.
  private int nearest(Identifier identifier) {
    int most = -1;
    int domain = 0;
    for (int item = 0; item < fitted; item++) {
      int shared = shared(identifier, identifiers.of(item));
      if (shared > most) {
        most = shared;
        domain = domains.of()[item];
      }
    }
    return domain;
  }

  private static int shared(Identifier one, Identifier other) {
    int shared = 0;
    while (shared < Math.min(one.length(), other.length())
        && one.symbol(shared).equals(other.symbol(shared))) {
      shared++;
    }
    return shared;
  }

  /// The domain in which an identifier is searched for: that of its first item.
  private int domain(Identifier identifier) {
    List<Integer> items = identifiers.items(identifier);
    return items.isEmpty() ? nearest(identifier) : domains.of()[items.getFirst()];
  }

  /// Of the domain's slot and of each level of codes.
  List<Integer> slotSizes() {
    return inner.slotSizes();
  }

  /// Of each level, the codes that the model can generate.
  List<List<String>> codes() {
    return inner.symbolTables().subList(1, inner.length());
  }

  /// The fitted domains in order of their numbers, which are the symbols of the first slot.
  List<String> domains() {
    return domains.names();
  }

  /// Of every item, in order.
  List<Step> steps() {
    return inner.steps();
  }

  @Override
  public int length() {
    return inner.length();
  }

  @Override
  public StepContext context(int[] history) {
    return inner.context(history);
  }

  @Override
  public StepContext naming(Item item) {
    return inner.naming(item);
  }

  @Override
  public int[] symbols(Identifier identifier) {
    return inner.symbols(opened(domain(identifier), identifier));
  }

  @Override
  public boolean spells(Identifier identifier) {
    return inner.spells(opened(0, identifier));
  }

  @Override
  public int[] readable(int[] history) {
    return inner.readable(history);
  }

  @Override
  public String text(int place, int symbol) {
    return place == 0 ? domains.names().get(symbol) : inner.text(place, symbol);
  }

  @Override
  public OptionalInt slot(int[] symbols) {
    return symbols.length == 1 ? OptionalInt.empty() : OptionalInt.of(symbols.length - 2);
  }

  @Override
  public Identifier identifier(int[] symbols) {
    List<String> all = inner.identifier(symbols).symbols();
    return new Identifier(all.subList(1, all.size()));
  }
}
