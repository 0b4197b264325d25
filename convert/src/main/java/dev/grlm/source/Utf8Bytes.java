package dev.grlm.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// A stream of text in a wide encoding as UTF-8, so that lines are found as everywhere. Half a
/// character is an error. For one thread.
final class Utf8Bytes extends InputStream {
  private static final int CHARACTERS = 1 << 13;

  private final Reader text;
  private final InputStream source;
  private final Charset charset;
  private final char[] characters = new char[CHARACTERS];
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int carried;

  Utf8Bytes(InputStream source, Charset charset) {
    this.source = source;
    this.charset = charset;
    this.text =
        new BufferedReader(
            new InputStreamReader(
                source,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, bytes.remaining());
    bytes.get(buffer, start, taken);
    return taken;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      int read = characters();
      if (read < 0) {
        return false;
      }
      int length = carried + read;
      boolean half = Character.isHighSurrogate(characters[length - 1]);
      carried = half ? 1 : 0;
      bytes = encoded(length - carried);
      characters[0] = half ? characters[length - 1] : 0;
    }
    return true;
  }

  private int characters() throws IOException {
    try {
      return text.read(characters, carried, CHARACTERS - carried);
    } catch (CharacterCodingException broken) {
      throw new IOException("not text in " + charset + " (--encoding says another)", broken);
    }
  }

  private ByteBuffer encoded(int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters, 0, length));
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
