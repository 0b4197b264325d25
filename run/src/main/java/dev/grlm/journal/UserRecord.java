package dev.grlm.journal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a [UserFile] has under one key: a user's events, or what was taken in a call with a key.
/// Two of the same key are joined by putting one body behind the other.
///
/// @param hash of kind and id, by which records stand in order
/// @param last number of the user's last event; of a call the day since 1970 on which it was folded
/// @param count of events or places
record UserRecord(long hash, byte kind, byte[] id, long last, int count, byte[] body) {
  static final byte USER = 0;
  static final byte CALL = 1;

  private static final int OWN = 1;
  private static final int BY_TIME = 2;

  /// 64 bits of FNV-1a, well mixed.
  static long hash(byte kind, byte[] id, long seed) {
    long hash = (seed ^ 0xcbf29ce484222325L) * 0x100000001b3L + kind;
    for (byte one : id) {
      hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 29);
  }

  static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  static UserRecord user(String user, List<Stored> events, long seed) {
    byte[] id = bytes(user);
    int size = 0;
    var items = new byte[events.size()][];
    for (int place = 0; place < items.length; place++) {
      items[place] = bytes(events.get(place).item());
      size += items[place].length + 26;
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    for (int place = 0; place < items.length; place++) {
      Stored event = events.get(place);
      putVarint(body, event.number());
      body.put((byte) ((event.own() ? OWN : 0) | (event.byTime() ? BY_TIME : 0)));
      putVarint(body, (event.time() << 1) ^ (event.time() >> 63));
      putVarint(body, items[place].length);
      body.put(items[place]);
    }
    byte[] written = Arrays.copyOf(body.array(), body.position());
    long last = events.isEmpty() ? 0 : events.getLast().number();
    return new UserRecord(hash(USER, id, seed), USER, id, last, events.size(), written);
  }

  /// @param numbers of the events, by place in the call; 0 where none is known
  static UserRecord call(String key, int[] numbers, long day, long seed) {
    byte[] id = bytes(key);
    ByteBuffer body = ByteBuffer.allocate(numbers.length * 9);
    int count = 0;
    for (int place = 0; place < numbers.length; place++) {
      if (numbers[place] != 0) {
        putVarint(body, place);
        body.putInt(numbers[place]);
        count++;
      }
    }
    byte[] written = Arrays.copyOf(body.array(), body.position());
    return new UserRecord(hash(CALL, id, seed), CALL, id, day, count, written);
  }

  String name() {
    return new String(id, StandardCharsets.UTF_8);
  }

  boolean isOf(byte otherKind, byte[] otherId) {
    return kind == otherKind && Arrays.equals(id, otherId);
  }

  /// With what came later.
  UserRecord then(UserRecord later) {
    byte[] both = Arrays.copyOf(body, body.length + later.body.length);
    System.arraycopy(later.body, 0, both, body.length, later.body.length);
    return new UserRecord(hash, kind, id, Math.max(last, later.last), count + later.count, both);
  }

  /// In the order of their numbers.
  ///
  /// @throws IOException when the body is none
  List<Stored> events() throws IOException {
    var events = new ArrayList<Stored>(count);
    ByteBuffer rest = ByteBuffer.wrap(body);
    try {
      while (rest.hasRemaining()) {
        long number = varint(rest);
        int flags = rest.get();
        long time = varint(rest);
        byte[] item = new byte[(int) varint(rest)];
        rest.get(item);
        events.add(
            new Stored(
                number,
                new String(item, StandardCharsets.UTF_8),
                (time >>> 1) ^ -(time & 1),
                (flags & OWN) != 0,
                (flags & BY_TIME) != 0));
      }
    } catch (BufferUnderflowException | NegativeArraySizeException broken) {
      throw new IOException("no events", broken);
    }
    return events;
  }

  /// The number that was taken at a place of a call, 0 where none is known.
  int taken(int place) {
    ByteBuffer rest = ByteBuffer.wrap(body);
    int found = 0;
    while (rest.hasRemaining()) {
      long at = varint(rest);
      int number = rest.getInt();
      found = at == place ? number : found;
    }
    return found;
  }

  /// As [#taken(int)] for all places, over what is known of them before.
  int[] taken(int[] before) {
    int[] all = before;
    ByteBuffer rest = ByteBuffer.wrap(body);
    while (rest.hasRemaining()) {
      int at = (int) varint(rest);
      if (at >= all.length) {
        all = Arrays.copyOf(all, Math.max(at + 1, 2 * all.length));
      }
      all[at] = rest.getInt();
    }
    return all;
  }

  private static void putVarint(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte one = in.get();
      value |= (one & 0x7fL) << shift;
      if (one >= 0) {
        break;
      }
    }
    return value;
  }
}
