package dev.grlm.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Several files of users as one stream in the order of hashes; what they have of the same key is
/// joined, the oldest file's first. Holds one record of each file, and what was read with it.
final class Merge {
  private static final class Head {
    final UserFile.Records records;
    final int size;
    final int age;
    int place;
    UserRecord now;

    Head(UserFile file, int age) throws IOException {
      this.records = file.inOrder();
      this.size = file.records();
      this.age = age;
      this.now = records.at(0);
    }
  }

  /// Takes the joined records one by one.
  @FunctionalInterface
  interface Taker {
    void take(UserRecord one) throws IOException;
  }

  private Merge() {}

  /// @param files the oldest first
  static void all(List<UserFile> files, Taker taker) throws IOException {
    var heads =
        new PriorityQueue<Head>(
            Comparator.<Head>comparingLong(head -> head.now.hash())
                .thenComparingInt(head -> head.age));
    for (int age = 0; age < files.size(); age++) {
      if (files.get(age).records() > 0) {
        heads.add(new Head(files.get(age), age));
      }
    }
    var same = new ArrayList<UserRecord>(); // of one hash, which different ids may share
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      if (!same.isEmpty() && same.getFirst().hash() != head.now.hash()) {
        flush(same, taker);
      }
      join(same, head.now);
      head.place++;
      if (head.place < head.size) {
        head.now = head.records.at(head.place);
        heads.add(head);
      }
    }
    flush(same, taker);
  }

  private static void join(List<UserRecord> same, UserRecord next) {
    for (int place = 0; place < same.size(); place++) {
      if (same.get(place).isOf(next.kind(), next.id())) {
        same.set(place, same.get(place).then(next));
        return;
      }
    }
    same.add(next);
  }

  private static void flush(List<UserRecord> same, Taker taker) throws IOException {
    for (UserRecord one : same) {
      taker.take(one);
    }
    same.clear();
  }
}
