package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.sequence.SasRecConfig;
import dev.grlm.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// TriCDR (Ma et al. 2024, arXiv 2304.05027, *Triple Sequence Learning for Cross-domain
/// Recommendation*), a net per domain that is asked for. In its symbols: s, t and m are the
/// sequences of source, target and mix, TCA is [TriStack#out], TCL is [Contrast].
///
/// Deviations (docs/decisions/0032): TCA is ordinary multi-head cross attention in place of a net
/// over pairs of states; the score is a product in place of five times a cosine, and the loss a
/// softmax over all items of the target domain in place of one negative; the stacks start from
/// nothing, not from three SASRecs.
///
/// Immutable but for training, and thread-safe; closing it frees native memory.
final class TriCdr implements AutoCloseable {
  private final SasRecConfig config;
  private final TargetDomains domains;
  private final int[] domainOf;
  private final Parameters weights;
  private final List<Net> nets = new ArrayList<>();

  /// The net of a domain.
  ///
  /// @param items of the domain, rising
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Net(int domain, TriStack stack, long[] items) {}

  TriCdr(SasRecConfig config, TargetDomains domains, Catalog catalog, long seed) {
    this.config = config;
    this.domains = domains;
    this.domainOf = domains.domainOf(catalog);
    var declaration = new Parameters.Declaration();
    domains.targets().forEach(target -> TriStack.declare(declaration, prefix(target), config));
    this.weights = declaration.create(seed);
    for (int target : domains.targets()) {
      long[] items =
          IntStream.range(0, domainOf.length)
              .filter(item -> domainOf[item] == target)
              .asLongStream()
              .toArray();
      nets.add(new Net(target, new TriStack(weights, prefix(target), config), items));
    }
  }

  private static String prefix(int target) {
    return "to." + target + ".";
  }

  SasRecConfig config() {
    return config;
  }

  TargetDomains domains() {
    return domains;
  }

  /// By item; not to be changed.
  int[] domainOf() {
    return domainOf;
  }

  List<Net> nets() {
    return nets;
  }

  Parameters parameters() {
    return weights;
  }

  @Override
  public void close() {
    weights.close();
  }
}
