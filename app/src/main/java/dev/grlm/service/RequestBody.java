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
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// The body of a request, read as a whole within the time and the size that a client has. For one
/// thread.
final class RequestBody implements Call.BodySource, AutoCloseable {
  private static final int READ_BYTES = 8192;

  private final ServerRequest request;
  private final SlowClients slowClients;
  private final ServiceSettings settings;
  private final Semaphore large;
  private boolean begun;
  private boolean isLarge;

  /// @param large a permit for each body above the usual size that may be in memory
  RequestBody(
      ServerRequest request, SlowClients slowClients, ServiceSettings settings, Semaphore large) {
    this.request = request;
    this.slowClients = slowClients;
    this.settings = settings;
    this.large = large;
  }

  /// Only of the type JSON: a web page of another origin can send no such body unasked.
  @Override
  public byte[] read(int most) throws IOException {
    BodyType.require(
        request.headers().values(HeaderNames.CONTENT_TYPE),
        request.headers().values(HeaderNames.CONTENT_ENCODING));
    byte[] body = request.content().hasEntity() ? bytes(most) : new byte[0];
    BodyType.requirePlain(body);
    return body;
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
    if (begun || waitsForConsent) {
      return false;
    }
    try {
      bytes(settings.largestBody());
      return true;
    } catch (Problem left) {
      return false;
    }
  }

  private byte[] bytes(int most) throws IOException {
    begun = true;
    long announced = request.headers().contentLength().orElse(0);
    if (announced > most) {
      throw tooLarge(most); // nobody has to send it for that
    }
    if (announced > settings.largestBody()) {
      requireRoom();
    }
    slowClients.begin();
    try {
      return limited(request.content().inputStream(), most);
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
      slowClients.endOrClose();
    }
  }

  private byte[] limited(InputStream stream, int most) throws IOException {
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[READ_BYTES];
    for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
      body.write(part, 0, count);
      if (body.size() > most) {
        throw tooLarge(most);
      }
      if (body.size() > settings.largestBody()) {
        requireRoom();
      }
      if (slowClients.late()) {
        throw Problem.of(408, "the body did not come in time");
      }
    }
    return body.toByteArray();
  }

  private void requireRoom() {
    if (!isLarge && !large.tryAcquire()) {
      throw Problem.later(429, "too many large bodies at once", Duration.ofSeconds(1));
    }
    isLarge = true;
  }

  private static Problem refusal(Status status, int most) {
    return status.code() == 413 ? tooLarge(most) : Problem.badRequest("the body is no proper HTTP");
  }

  private static Problem tooLarge(int most) {
    return Problem.of(413, "the body is larger than " + most + " bytes");
  }

  /// Nothing of it is needed any more.
  @Override
  public void close() {
    if (isLarge) {
      large.release();
    }
  }
}
