package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// First bytes of files that people name; what they are is the format's own documentation.
class ContentTest {
  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String hex(String digits) {
    return latin(java.util.HexFormat.of().parseHex(digits));
  }

  private static String zip(String entry) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("user,item\n".getBytes(StandardCharsets.UTF_8));
    }
    return latin(bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "425a683931415926535920, BZIP2",
    "fd377a585a000004, XZ",
    "28b52ffd2404, ZSTD",
    "377abcaf271c0004, SEVEN_ZIP",
    "526172211a0700, RAR",
    "04224d186440, LZ4",
    "ff060000734e61507059, SNAPPY",
    "1f9d90, COMPRESS",
    "504b0506000000000000, ZIP",
    "d0cf11e0a1b11ae1, EXCEL",
    "53514c69746520666f726d6174203300, SQLITE",
    "894844460d0a1a0a, HDF5",
    "4f52430a, ORC",
    "4f626a0104, AVRO",
    "4152524f57310000, ARROW",
    "4645413100, ARROW",
    "80049510000000, PICKLE",
    "8002580100, PICKLE",
    "934e554d50590100, NUMPY",
    "255044462d312e37, PDF",
    "fffe000075000000, UTF_32",
    "0000feff00000075, UTF_32",
    "750000007300000065000000720000002c000000, UTF_32",
    "7500730065007200, UTF_16",
    "0075007300650072, UTF_16",
    "0102030000ff0a, BINARY"
  })
  void theFirstBytesTell(String digits, Content content) {
    assertThat(Content.of(hex(digits))).isEqualTo(content);
  }

  @Test
  void zipArchivesAreToldByTheirEntries() throws IOException {
    assertThat(Content.of(zip("events.csv"))).isEqualTo(Content.ZIP);
    assertThat(Content.of(zip("[Content_Types].xml"))).isEqualTo(Content.EXCEL);
    assertThat(Content.of(zip("xl/workbook.xml"))).isEqualTo(Content.EXCEL);
    assertThat(Content.of(zip("arr_0.npy"))).isEqualTo(Content.NUMPY);
  }

  @Test
  void aTarArchiveIsToldByTheSignBehindItsFirstName() {
    String header = "events.csv" + "\0".repeat(247) + "ustar\0" + "00" + "\0".repeat(247);
    assertThat(Content.of(header)).isEqualTo(Content.TAR);
  }

  @ParameterizedTest
  @CsvSource({
    "'version https://git-lfs.github.com/spec/v1', LFS",
    "'/annex/objects/SHA256E-s1--x.csv', ANNEX",
    "'<!DOCTYPE html><html>', HTML",
    "'  <HTML lang=en>', HTML",
    "'<?xml version=\"1.0\"?>', XML",
    "'-- MySQL dump 10.13', SQL",
    "'INSERT INTO clicks VALUES (1)', SQL",
    "'', EMPTY"
  })
  void textThatIsNoDataIsToldByItsFirstWords(String text, Content content) {
    assertThat(Content.of(text)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_id,item_id\n",
        "{\"a\": 1}\n",
        "PAR1\0\0\25",
        "BZh,item\n",
        "Rating,user\n",
        "<b>,c\n",
        "version,item\n",
        "7z,item\n",
        "\u00ef\u00bb\u00bfuser,item\n",
        "1\t2\t3\n",
        "O,R,C\n"
      })
  void whatMayBeDataIsNotGivenAName(String text) {
    assertThat(Content.of(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTML", "ZIP", "EXCEL", "BZIP2", "PICKLE", "UTF_16", "LFS"})
  void everyContentSaysWhatToDo(Content content) {
    assertThat(content.words()).containsAnyOf(":", "--encoding", "perhaps").doesNotContain("\n");
  }
}
