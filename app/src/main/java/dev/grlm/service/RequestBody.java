package dev.grlm.service;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of a request, read as a whole within the time and the size that a client has. For one
/// thread.
final class RequestBody implements Call.BodySource {
  private static final int READ_BYTES = 8192;

  private final ServerRequest request;
  private final @Nullable SocketAddress remote;
  private final Clients clients;
  private final ServiceSettings settings;
  private boolean begun;
  private boolean bulk;
  private long taken;

  /// @param remote where the connection comes from, which one that is closed does not know any more
  RequestBody(
      ServerRequest request,
      @Nullable SocketAddress remote,
      Clients clients,
      ServiceSettings settings) {
    this.request = request;
    this.remote = remote;
    this.clients = clients;
    this.settings = settings;
  }

  /// Only of the type JSON: a web page of another origin can send no such body unasked.
  @Override
  public byte[] read(int most) throws IOException {
    BodyType.require(
        request.headers().values(HeaderNames.CONTENT_TYPE),
        request.headers().values(HeaderNames.CONTENT_ENCODING));
    byte[] body = request.content().hasEntity() ? bytes(most, true) : new byte[0];
    BodyType.requirePlain(body);
    return body;
  }

  @Override
  public void answer(int bytes) {
    release();
    taken += clients.large().take(bytes);
  }

  /// The body is not needed any more.
  void release() {
    clients.large().giveBack(taken);
    taken = 0;
    if (bulk) {
      clients.bulk().release();
      bulk = false;
    }
  }

  /// Takes what nobody has asked for, so that the client reads the answer instead of failing to
  /// send.
  ///
  /// @return false where a part of it is left, and the connection is good for nothing more
  boolean finish() throws IOException {
    if (!request.content().hasEntity() || request.content().consumed()) {
      return true;
    }
    boolean waitsForConsent =
        request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
    // The server takes a chunk as a whole, however large it says it is: not of everybody.
    boolean chunked = request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    if (begun || waitsForConsent || chunked) {
      return false;
    }
    try {
      bytes(settings.largestBody(), false);
      return true;
    } catch (Problem left) {
      return false;
    }
  }

  /// @param keep whether the bytes are wanted
  private byte[] bytes(int most, boolean keep) throws IOException {
    begun = true;
    long announced = request.headers().contentLength().orElse(0);
    if (announced > most) {
      throw tooLarge(most); // nobody has to send it for that
    }
    clients.slow().begin();
    try {
      return limited(request.content().inputStream(), most, keep);
    } catch (Problem problem) {
      throw problem;
    } catch (RequestException refused) {
      throw refusal(refused.status(), most);
    } catch (HttpException refused) {
      throw refusal(refused.status(), most);
    } catch (IllegalArgumentException unreadable) {
      throw refusal(Status.BAD_REQUEST_400, most);
    } catch (RuntimeException failure) {
      throw new CloseConnectionException("the client has gone", failure);
    } finally {
      clients.slow().endOrClose();
      clients.connections().now(remote, Connections.State.WORKING);
    }
  }

  private byte[] limited(InputStream stream, int most, boolean keep) throws IOException {
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[READ_BYTES];
    int size = 0;
    for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
      size += count;
      if (size > most) {
        throw tooLarge(most);
      }
      requireTurn(size);
      if (keep) {
        makeRoom(size);
        body.write(part, 0, count);
      }
      if (clients.slow().late()) {
        throw Problem.of(408, "the body did not come in time");
      }
    }
    return body.toByteArray();
  }

  /// What is made of a body takes many times its bytes: of those above the usual size only so many
  /// are worked on at once. What was only announced takes no turn: it may never come.
  private void requireTurn(long size) {
    if (size <= settings.largestBody() || bulk) {
      return;
    }
    if (!clients.bulk().tryAcquire()) {
      throw Problem.later(429, "too many large bodies at once", Duration.ofSeconds(1));
    }
    bulk = true;
  }

  /// Twice as much each time, as the array behind the body does.
  private void makeRoom(int size) {
    if (size > LargeBodies.SMALL && size > taken) {
      taken += clients.large().take(Math.max(size - taken, Math.max(taken, LargeBodies.SMALL + 1)));
    }
  }

  private static Problem refusal(Status status, int most) {
    return status.code() == 413 ? tooLarge(most) : Problem.badRequest("the body is no proper HTTP");
  }

  private static Problem tooLarge(int most) {
    return Problem.of(413, "the body is larger than " + most + " bytes");
  }
}
