package dev.grlm.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes a made-up event log in the layout of the Amazon 2023 rating files, to measure conversion:
/// `ManyEvents FILE.csv.gz EVENTS USERS ITEMS SEED`. Users and items are drawn with a long tail,
/// times over ten years; ids look like the real ones and do not pack better than those.
public final class ManyEvents {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final long FIRST_TIME = 1_400_000_000_000L;
  private static final long TEN_YEARS = 315_360_000_000L;

  private ManyEvents() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      System.err.println("usage: ManyEvents FILE.csv.gz EVENTS USERS ITEMS SEED");
      System.exit(2);
    }
    long events = Long.parseLong(arguments[1]);
    int users = Integer.parseInt(arguments[2]);
    int items = Integer.parseInt(arguments[3]);
    var random = new SplittableRandom(Long.parseLong(arguments[4]));
    try (OutputStream out =
        new BufferedOutputStream(
            new Packed(Files.newOutputStream(Path.of(arguments[0]))), 1 << 16)) {
      out.write("user_id,parent_asin,rating,timestamp\n".getBytes(StandardCharsets.US_ASCII));
      var line = new StringBuilder();
      for (long event = 0; event < events; event++) {
        line.setLength(0);
        line.append('A');
        letters(line, tail(random, users), 27);
        line.append(",B0");
        letters(line, ~tail(random, items), 8);
        line.append(',').append(1 + random.nextInt(5)).append(".0,");
        line.append(FIRST_TIME + random.nextLong(TEN_YEARS)).append('\n');
        out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /// 0 … n − 1 with probability falling like 1 / √rank.
  private static long tail(SplittableRandom random, int n) {
    double place = random.nextDouble();
    return (long) (n * place * place);
  }

  /// A name that follows from the number: five bits a letter.
  private static void letters(StringBuilder line, long number, int length) {
    var bits = new SplittableRandom(number);
    for (int at = 0; at < length; at++) {
      line.append(LETTERS.charAt(bits.nextInt(32)));
    }
  }

  /// Packs fast: how small the file becomes is not what is measured.
  private static final class Packed extends GZIPOutputStream {
    Packed(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
