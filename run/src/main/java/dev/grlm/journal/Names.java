package dev.grlm.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The ids of all users of the journal with the number of the last event of each: some 30 bytes and
/// the id's own for each, so that millions fit. Thread-safe, in parts that are locked one by one.
final class Names {
  private static final int PARTS = 64;

  private final Part[] parts = new Part[PARTS];

  /// An open hash table whose keys stand one behind the other in one array.
  private static final class Part {
    private byte[] keys = new byte[1024];
    private int used = 1; // 0 is an empty slot
    private int[] slots = new int[64];
    private long[] last = new long[64];
    private int size;

    private int slot(byte[] id, long hash) {
      int slot = (int) hash & (slots.length - 1);
      while (slots[slot] != 0 && !is(slots[slot], id)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }

    private int length(int at) {
      return (keys[at] & 0xff) << 16 | (keys[at + 1] & 0xff) << 8 | (keys[at + 2] & 0xff);
    }

    private boolean is(int at, byte[] id) {
      return Arrays.equals(keys, at + 3, at + 3 + length(at), id, 0, id.length);
    }

    synchronized long get(byte[] id, long hash) {
      int slot = slot(id, hash);
      return slots[slot] == 0 ? 0 : last[slot];
    }

    synchronized long put(byte[] id, long hash, long number) {
      if (2 * size >= slots.length) {
        grow();
      }
      int slot = slot(id, hash);
      if (slots[slot] == 0) {
        slots[slot] = add(id);
        size++;
      }
      long before = last[slot];
      last[slot] = number;
      return before;
    }

    private int add(byte[] id) {
      while (used + id.length + 3 > keys.length) {
        keys = Arrays.copyOf(keys, keys.length + (keys.length >> 1));
      }
      int at = used;
      keys[at] = (byte) (id.length >> 16);
      keys[at + 1] = (byte) (id.length >> 8);
      keys[at + 2] = (byte) id.length;
      System.arraycopy(id, 0, keys, at + 3, id.length);
      used += id.length + 3;
      return at;
    }

    private void grow() {
      int[] before = slots;
      long[] numbers = last;
      slots = new int[before.length * 2];
      last = new long[before.length * 2];
      for (int place = 0; place < before.length; place++) {
        if (before[place] != 0) {
          int at = before[place];
          byte[] id = Arrays.copyOfRange(keys, at + 3, at + 3 + length(at));
          int slot = slot(id, mixed(id));
          slots[slot] = at;
          last[slot] = numbers[place];
        }
      }
    }

    synchronized void each(Seen seen) {
      for (int slot = 0; slot < slots.length; slot++) {
        if (slots[slot] != 0 && last[slot] > 0) {
          int at = slots[slot];
          seen.name(new String(keys, at + 3, length(at), StandardCharsets.UTF_8), last[slot]);
        }
      }
    }
  }

  /// Tells of users whose last event has a higher number, while no part is locked.
  void each(long after, Consumer<String> seen) {
    for (Part part : parts) {
      var some = new ArrayList<String>();
      part.each((user, last) -> {
        if (last > after) {
          some.add(user);
        }
      });
      some.forEach(seen);
    }
  }

  /// Is told of users in no order.
  @FunctionalInterface
  interface Seen {
    void name(String user, long last);
  }

  Names() {
    Arrays.setAll(parts, _ -> new Part());
  }

  private static long mixed(byte[] id) {
    return UserRecord.hash(UserRecord.USER, id, 0);
  }

  private Part part(long hash) {
    return parts[(int) (hash >>> 58)];
  }

  /// Number of the user's last event, 0 for an unknown user.
  long last(String user) {
    byte[] id = UserRecord.bytes(user);
    long hash = mixed(id);
    return part(hash).get(id, hash);
  }

  /// @return the number before
  long put(byte[] id, long number) {
    long hash = mixed(id);
    return part(hash).put(id, hash, number);
  }

  void remove(String user) {
    if (last(user) > 0) {
      put(UserRecord.bytes(user), 0);
    }
  }

  void each(Seen seen) {
    for (Part part : parts) {
      part.each(seen);
    }
  }

  /// The first ones in alphabetical order that begin with `query`, or that contain it, and whose
  /// last event has a number above `after`.
  List<String> search(String query, boolean begins, int limit, long after) {
    var found = new TreeSet<String>(Comparator.naturalOrder());
    each((user, last) -> {
      if (last > after && (begins ? user.startsWith(query) : user.contains(query))) {
        found.add(user);
        if (found.size() > limit) {
          found.pollLast();
        }
      }
    });
    return List.copyOf(found);
  }
}
