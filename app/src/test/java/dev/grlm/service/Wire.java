package dev.grlm.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// Sends bytes as they are.
final class Wire {
  private Wire() {}

  static Socket connect(GrlmService service) throws IOException {
    return connect(service, "127.0.0.1");
  }

  /// @param from an address of this machine
  static Socket connect(GrlmService service, String from) throws IOException {
    var socket = new Socket("127.0.0.1", service.port(), InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// What comes back until the server closes the connection.
  static String rest(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        answer.write(c);
      }
    } catch (SocketException reset) {
      // closed while we were still sending
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /// What comes back on a connection of its own.
  static String answer(GrlmService service, String request) throws IOException {
    try (Socket socket = connect(service)) {
      send(socket, request);
      return rest(socket);
    }
  }
}
