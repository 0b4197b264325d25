package dev.grlm.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Cuts an epoch's samples into batches of like samples and each batch into one slice per worker.
/// All of it follows from seed and epoch.
final class Batches {
  /// Predictions of one pool, in batches. Sorting within large shuffled pools keeps padding small
  /// and leaves batches random.
  private static final int POOL = 16;

  private Batches() {}

  /// Steps of one epoch; each step is a list of slices, one per worker, some possibly empty.
  ///
  /// @param size predictions per step, by [Trainable#weight]
  /// @throws IllegalArgumentException when a sample asks for less than one prediction
  static <S> List<List<List<S>>> epoch(
      List<S> samples, Trainable<S> model, int size, int workers, long seed, int epoch) {
    var random = new Random(seed * 1_000_003 + epoch);
    var order = new ArrayList<>(samples);
    Collections.shuffle(order, random);
    var batches = new ArrayList<List<S>>();
    long pool = (long) POOL * size;
    int start = 0;
    while (start < order.size()) {
      int end = start;
      long sum = 0;
      while (end < order.size() && sum < pool) {
        sum += weight(model, order.get(end++));
      }
      cut(sorted(order.subList(start, end), model), model, size, batches);
      start = end;
    }
    Collections.shuffle(batches, random);
    return batches.stream().map(batch -> slices(batch, model, workers)).toList();
  }

  private static <S> int weight(Trainable<S> model, S sample) {
    int weight = model.weight(sample);
    if (weight < 1) {
      throw new IllegalArgumentException("a sample asks for " + weight + " predictions: " + sample);
    }
    return weight;
  }

  /// By bucket, with the samples of any bucket spread evenly between the others.
  private static <S> List<S> sorted(List<S> pool, Trainable<S> model) {
    var sized = new ArrayList<S>();
    var any = new ArrayList<S>();
    for (S sample : pool) {
      (model.bucket(sample) == Trainable.ANY_BUCKET ? any : sized).add(sample);
    }
    sized.sort(Comparator.comparingInt(model::bucket));
    long total = sized.stream().mapToLong(model::weight).sum();
    var merged = new ArrayList<S>(pool.size());
    long used = 0;
    int next = 0;
    for (S sample : sized) {
      merged.add(sample);
      used += model.weight(sample);
      while (next * total < used * any.size()) {
        merged.add(any.get(next++));
      }
    }
    merged.addAll(any.subList(next, any.size()));
    return merged;
  }

  private static <S> void cut(List<S> sorted, Trainable<S> model, int size, List<List<S>> batches) {
    var batch = new ArrayList<S>();
    long sum = 0;
    for (S sample : sorted) {
      batch.add(sample);
      sum += model.weight(sample);
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

  private static <S> List<List<S>> slices(List<S> batch, Trainable<S> model, int workers) {
    long total = batch.stream().mapToLong(model::weight).sum();
    var slices = new ArrayList<List<S>>();
    int next = 0;
    long used = 0;
    for (int worker = 0; worker < workers; worker++) {
      var slice = new ArrayList<S>();
      while (next < batch.size() && used * workers < total * (worker + 1)) {
        used += model.weight(batch.get(next));
        slice.add(batch.get(next++));
      }
      slices.add(slice);
    }
    return slices;
  }
}
