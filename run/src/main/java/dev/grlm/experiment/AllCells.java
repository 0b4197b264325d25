package dev.grlm.experiment;

import dev.grlm.experiment.ExperimentTable.LeftOut;
import dev.grlm.io.Interruptions;
import dev.grlm.io.RunListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fits what is not done yet, place by place. Where variants stand by themselves, one that fails
/// does not keep the others from being fitted; the next time it is tried again.
///
/// @param places in the order in which they are fitted
record AllCells(
    Experimenting plan,
    List<Variant> variants,
    List<Place> places,
    CellFitting fitting,
    RunListener listener) {
  /// @return what is not there now, and why
  /// @throws IOException what a variant failed of, where it does not stand by itself or all fail
  List<LeftOut> fit() throws IOException {
    var leftOut = new ArrayList<LeftOut>();
    Map<String, Map<String, String>> unsuited = unsuited(leftOut);
    Exception first = null;
    boolean any = false;
    for (int number = 0; number < places.size(); number++) {
      Place place = places.get(number);
      Map<String, String> without = unsuited.getOrDefault(place.data(), Map.of());
      if (without.containsKey(place.variant())) {
        continue;
      }
      Exception failure = Cell.isThere(plan.out(), place) ? null : attempt(number);
      any |= failure == null;
      if (failure != null) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        leftOut.add(new LeftOut(place.data(), place.variant(), place.seed(), reason, true));
        listener.message("failed: " + leftOut.getLast());
        first = first == null ? failure : first;
      }
    }
    if (!any && first != null) {
      throw new IOException(leftOut.getFirst().toString(), first);
    }
    if (!any) {
      throw new IOException("nothing can be fitted: " + leftOut);
    }
    return leftOut;
  }

  /// @return what a variant that stands by itself failed of; null where it did not
  private @Nullable Exception attempt(int number) throws IOException {
    Place place = places.get(number);
    listener.stageStarted("experiment");
    listener.message("%d of %d: %s".formatted(number + 1, places.size(), place));
    Variant variant =
        variants.stream()
            .filter(one -> one.name().equals(place.variant()))
            .findFirst()
            .orElseThrow();
    if (!plan.experiment().standAlone()) {
      fitting.fit(variant, place, places.subList(0, number));
      return null;
    }
    try {
      plan.requirePossible(variant, place);
      fitting.fit(variant, place, places.subList(0, number));
      return null;
    } catch (IOException | RuntimeException failure) {
      if (stopped(failure)) {
        throw failure;
      }
      return failure;
    } catch (OutOfMemoryError memory) {
      // What it held is free again.
      return new IOException("out of memory: " + memory.getMessage(), memory);
    }
  }

  /// Whoever stops one stops all.
  private static boolean stopped(Exception failure) {
    return Thread.currentThread().isInterrupted() || Interruptions.caused(failure);
  }

  /// Reasons by data set and variant, which are added to what is left out.
  private Map<String, Map<String, String>> unsuited(List<LeftOut> leftOut) throws IOException {
    Map<String, Map<String, String>> unsuited = new HashMap<>();
    for (var set : plan.data().entrySet()) {
      Map<String, String> reasons = plan.experiment().unsuited(plan.base(), set.getValue());
      unsuited.put(set.getKey(), reasons);
      for (Variant variant : variants) {
        String reason = reasons.get(variant.name());
        if (reason != null) {
          leftOut.add(new LeftOut(set.getKey(), variant.name(), null, reason, false));
        }
      }
    }
    return unsuited;
  }
}
