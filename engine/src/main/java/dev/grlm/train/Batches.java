package dev.grlm.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/// Cuts an epoch's samples into batches of similar length and each batch into one slice per worker.
/// All of it follows from seed and epoch.
final class Batches {
  private Batches() {}

  /// Steps of one epoch; each step is a list of slices, one per worker, some possibly empty.
  ///
  /// @param size predictions per step, by `weight`
  static <S> List<List<List<S>>> epoch(
      List<S> samples, ToIntFunction<S> weight, int size, int workers, long seed, int epoch) {
    var random = new Random(seed * 1_000_003 + epoch);
    var order = new ArrayList<>(samples);
    Collections.shuffle(order, random);
    // Sorting within large shuffled pools keeps padding small and leaves batches random.
    var batches = new ArrayList<List<S>>();
    int pool = Math.max(1, 16 * size);
    int start = 0;
    while (start < order.size()) {
      int end = start;
      long sum = 0;
      while (end < order.size() && sum < pool) {
        sum += weight.applyAsInt(order.get(end++));
      }
      List<S> bucket = order.subList(start, end);
      bucket.sort(Comparator.comparingInt(weight));
      cut(bucket, weight, size, batches);
      start = end;
    }
    Collections.shuffle(batches, random);
    return batches.stream().map(batch -> slices(batch, weight, workers)).toList();
  }

  private static <S> void cut(
      List<S> bucket, ToIntFunction<S> weight, int size, List<List<S>> batches) {
    var batch = new ArrayList<S>();
    long sum = 0;
    for (S sample : bucket) {
      batch.add(sample);
      sum += weight.applyAsInt(sample);
      if (sum >= size) {
        batches.add(batch);
        batch = new ArrayList<>();
        sum = 0;
      }
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
  }

  private static <S> List<List<S>> slices(List<S> batch, ToIntFunction<S> weight, int workers) {
    long total = batch.stream().mapToInt(weight).asLongStream().sum();
    var slices = new ArrayList<List<S>>();
    int next = 0;
    long used = 0;
    for (int worker = 0; worker < workers; worker++) {
      var slice = new ArrayList<S>();
      while (next < batch.size() && used * workers < total * (worker + 1)) {
        used += weight.applyAsInt(batch.get(next));
        slice.add(batch.get(next++));
      }
      slices.add(slice);
    }
    return slices;
  }
}
