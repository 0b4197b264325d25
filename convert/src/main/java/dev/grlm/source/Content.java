package dev.grlm.source;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a file is, as far as its first bytes tell and as far as it is nothing that can be read.
enum Content {
  EMPTY("is empty", String::isEmpty),
  LFS(
      "is a Git LFS pointer, not the file: 'git lfs pull' fetches it",
      start -> start.startsWith("version https://git-lfs.github.com/")),
  ANNEX(
      "is a pointer of git-annex, not the file: 'git annex get' fetches it",
      start -> start.startsWith("/annex/objects/")),
  HTML(
      "is a page of the web (HTML), not data: perhaps the download asked for a login",
      start -> tag(start, "<!doctype html") || tag(start, "<html")),
  XML("is XML, which is not read: make a table or JSON lines of it", start -> tag(start, "<?xml")),
  SQL(
      "is a dump in SQL, which is not read: load it into its database and export tables as CSV",
      start ->
          start.startsWith("-- MySQL dump")
              || start.startsWith("-- PostgreSQL")
              || start.startsWith("--\n-- PostgreSQL")
              || tag(start, "create table")
              || tag(start, "insert into")),
  EXCEL(
      "is an Excel workbook, which is not read: save it as 'CSV UTF-8'",
      start ->
          start.startsWith("\u00d0\u00cf\u0011\u00e0")
              || (start.startsWith("PK\3\4")
                  && (start.contains("xl/") || start.contains("[Content_Types].xml")))),
  NUMPY(
      "is an archive of NumPy arrays, which is not read: write it as CSV",
      start ->
          start.startsWith("\u0093NUMPY")
              || (start.startsWith("PK\3\4") && firstName(start).endsWith(".npy"))),
  ZIP(
      "is a zip archive, which is not read: unpack it first (unzip)",
      start -> start.startsWith("PK\3\4") || start.startsWith("PK\5\6")),
  TAR(
      "is a tar archive, which is not read: unpack it first (tar -xf)",
      start -> start.length() > 262 && start.startsWith("ustar", 257)),
  BZIP2(
      "is packed with bzip2, which is not read: unpack it first (bunzip2)",
      start -> start.startsWith("BZh") && start.startsWith("1AY&SY", 4)),
  XZ(
      "is packed with xz, which is not read: unpack it first (unxz)",
      start -> start.startsWith("\u00fd7zXZ\0")),
  ZSTD(
      "is packed with zstd, which is not read: unpack it first (unzstd)",
      start -> start.startsWith("(\u00b5/\u00fd")),
  SEVEN_ZIP(
      "is a 7z archive, which is not read: unpack it first (7z x)",
      start -> start.startsWith("7z\u00bc\u00af'\u001c")),
  RAR("is a rar archive, which is not read: unpack it first", start -> start.startsWith("Rar!")),
  LZ4(
      "is packed with lz4, which is not read: unpack it first (unlz4)",
      start -> start.startsWith("\u0004\"M\u0018")),
  SNAPPY(
      "is packed with Snappy, which is not read: unpack it first",
      start -> start.startsWith("\u00ff\6\0\0sNaPpY")),
  COMPRESS(
      "is packed with compress (.Z), which is not read: unpack it first (uncompress)",
      start -> start.startsWith("\u001f\u009d")),
  SQLITE(
      "is an SQLite database, which is not read: export its tables as CSV",
      start -> start.startsWith("SQLite format 3\0")),
  HDF5(
      "is HDF5, which is not read: write its tables as Parquet or CSV",
      start -> start.startsWith("\u0089HDF\r\n")),
  ORC("is ORC, which is not read: write it as Parquet", start -> start.startsWith("ORC")),
  AVRO("is Avro, which is not read: write it as Parquet", start -> start.startsWith("Obj\1")),
  ARROW(
      "is Arrow or Feather, which is not read: write it as Parquet",
      start -> start.startsWith("ARROW1") || start.startsWith("FEA1")),
  PICKLE(
      "is a pickle of Python, which is never read (it can run code): write it as Parquet or CSV",
      start ->
          start.length() > 2
              && start.charAt(0) == 0x80
              && start.charAt(1) >= 2
              && start.charAt(1) <= 5),
  PDF("is a PDF, not data", start -> start.startsWith("%PDF-")),
  MATLAB(
      "is a file of MATLAB, which is not read: write it as CSV",
      start -> start.startsWith("MATLAB ")),
  R_DATA(
      "is a file of R, which is not read: write it with write.csv",
      start -> start.startsWith("RDX") || start.startsWith("X\n\0\0\0")),
  UTF_32(
      "is UTF-32, which is read with --encoding UTF-32",
      start ->
          start.startsWith("\u00ff\u00fe\0\0")
              || start.startsWith("\0\0\u00fe\u00ff")
              || zeros(start, 3, 4)),
  UTF_16(
      "looks like UTF-16 without a byte order mark: --encoding UTF-16LE or UTF-16BE reads it",
      start -> zeros(start, 1, 2)),
  BINARY(
      "is binary, of no kind that is known here",
      start -> !start.startsWith("PAR1") && start.indexOf('\0') >= 0);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Predicate<String> is;

  Content(String words, Predicate<String> is) {
    this.words = words;
    this.is = is;
  }

  /// What the file is, and what can be done: goes on behind its name.
  String words() {
    return words;
  }

  /// The content that a head shows, or null where it may be readable.
  ///
  /// @param start the first bytes as ISO 8859-1, unpacked where they were gzip, not yet decoded
  static @Nullable Content of(String start) {
    for (Content content : values()) {
      if (content.is.test(start)) {
        return content;
      }
    }
    return null;
  }

  private static boolean tag(String start, String tag) {
    String stripped = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
    return stripped
        .substring(0, Math.min(200, stripped.length()))
        .strip()
        .toLowerCase(Locale.ROOT)
        .startsWith(tag);
  }

  /// Name of the first entry of a zip archive.
  private static String firstName(String start) {
    int length = start.length() < 30 ? 0 : start.charAt(26) + (start.charAt(27) << 8);
    return start.length() < 30 + length ? "" : start.substring(30, 30 + length);
  }

  /// Whether of every `width` bytes `zero` are zero, as Latin text in a wide encoding is.
  private static boolean zeros(String start, int zero, int width) {
    int looked = Math.min(start.length(), 400) / width * width;
    long found = start.chars().limit(looked).filter(c -> c == 0).count();
    return looked >= 2 * width && found * width >= (long) looked * zero * 9 / 10 && found < looked;
  }
}
