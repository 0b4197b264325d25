package dev.grlm.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into lines without decoding them. Lines end at `\n` or `\r\n`, the last one also
/// where the stream does; a carriage return without a line feed is no end but content. A line
/// longer than the limit is read to its end and not kept, so that memory does not grow with it. For
/// one thread.
public final class ByteLines {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream stream;
  private final int limit;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;
  private byte[] line = buffer;
  private int from;
  private int to;
  private boolean tooLong;
  private long number;

  /// @param limit longest line that is kept, in bytes without its end
  public ByteLines(InputStream stream, int limit) {
    this.stream = stream;
    this.limit = limit;
  }

  /// Goes to the next line; false after the last one. [#number] counts that call, too.
  public boolean next() throws IOException {
    number++;
    tooLong = false;
    byte[] head = {}; // what earlier buffers held of this line
    int length = 0;
    while (start < end || fill()) {
      int stop = start;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      int first = start;
      start = Math.min(stop + 1, end);
      boolean whole = stop < end;
      if (whole && length == 0 && !tooLong) {
        return set(buffer, first, ended(buffer, first, stop));
      }
      int more = stop - first;
      tooLong |= (long) length + more > limit + 1L; // a carriage return may be the one too many
      if (!tooLong) {
        head = head.length >= length + more ? head : Arrays.copyOf(head, grown(length + more));
        System.arraycopy(buffer, first, head, length, more);
        length += more;
      }
      if (whole) {
        return set(head, 0, ended(head, 0, length));
      }
    }
    return (length > 0 || tooLong) && set(head, 0, length);
  }

  /// Where a line ends that has a line feed at `stop`.
  private static int ended(byte[] bytes, int first, int stop) {
    return stop > first && bytes[stop - 1] == '\r' ? stop - 1 : stop;
  }

  private static int grown(int needed) {
    return Math.max(needed, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
  }

  private boolean fill() throws IOException {
    start = 0;
    end = Math.max(0, stream.read(buffer));
    return end > 0;
  }

  private boolean set(byte[] bytes, int first, int stop) {
    line = bytes;
    from = first;
    to = stop;
    tooLong |= to - from > limit;
    if (tooLong) {
      to = from;
    }
    return true;
  }

  /// Whether the present line is longer than the limit; its bytes are then gone.
  public boolean tooLong() {
    return tooLong;
  }

  /// What holds the present line, from [#from] to before [#to], until the next call of [#next].
  public byte[] bytes() {
    return line;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /// The present line's number; the first is 1.
  public long number() {
    return number;
  }
}
