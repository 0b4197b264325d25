package dev.grlm.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes spans as a collector of OpenTelemetry does, as far as a test has to see them. Thread-safe.
final class Collector implements AutoCloseable {
  private static final int TRACE = 1;
  private static final int SPAN = 2;
  private static final int PARENT = 4;
  private static final int NAME = 5;
  private static final int START = 7;
  private static final int END = 8;

  private final HttpServer server;
  private final List<Seen> spans = new CopyOnWriteArrayList<>();

  /// @param start nanoseconds since 1970
  record Seen(String trace, String id, String parent, String name, long start, long end) {}

  /// A field of a message of Protocol Buffers: bytes or a number.
  private record Field(int number, byte[] bytes, long value) {}

  private Collector(HttpServer server) {
    this.server = server;
  }

  static Collector start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var collector = new Collector(HttpServer.create(address, 0));
    collector.server.createContext(
        "/v1/traces",
        exchange -> {
          collector.take(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.server.start();
    return collector;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> spans() {
    return spans;
  }

  /// ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Span.
  private void take(byte[] request) {
    for (Field resource : fields(request)) {
      for (Field scope : fields(resource.bytes(), 2)) {
        for (Field span : fields(scope.bytes(), 2)) {
          spans.add(seen(fields(span.bytes())));
        }
      }
    }
  }

  private static Seen seen(List<Field> fields) {
    return new Seen(
        hex(fields, TRACE),
        hex(fields, SPAN),
        hex(fields, PARENT),
        new String(bytes(fields, NAME), StandardCharsets.UTF_8),
        value(fields, START),
        value(fields, END));
  }

  private static String hex(List<Field> fields, int number) {
    return HexFormat.of().formatHex(bytes(fields, number));
  }

  private static byte[] bytes(List<Field> fields, int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .map(Field::bytes)
        .findFirst()
        .orElse(new byte[0]);
  }

  private static long value(List<Field> fields, int number) {
    return fields.stream()
        .filter(field -> field.number() == number)
        .mapToLong(Field::value)
        .findFirst()
        .orElse(0);
  }

  private static List<Field> fields(byte[] message, int number) {
    return fields(message).stream().filter(field -> field.number() == number).toList();
  }

  private static List<Field> fields(byte[] message) {
    var fields = new ArrayList<Field>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> fields.add(new Field(number, new byte[0], varint(in)));
        case 1 -> fields.add(new Field(number, new byte[0], in.getLong()));
        case 5 -> fields.add(new Field(number, new byte[0], in.getInt()));
        default -> {
          var bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.add(new Field(number, bytes, 0));
        }
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
