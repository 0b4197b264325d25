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

/// The body of a request, read as a whole within the time and the size that a client has. For one
/// thread.
final class RequestBody implements Call.BodySource {
  private static final int READ_BYTES = 8192;

  private final ServerRequest request;
  private final SlowClients slowClients;
  private final ServiceSettings settings;
  private boolean begun;

  RequestBody(ServerRequest request, SlowClients slowClients, ServiceSettings settings) {
    this.request = request;
    this.slowClients = slowClients;
    this.settings = settings;
  }

  /// Only of the type JSON: a web page of another origin can send no such body unasked.
  @Override
  public byte[] read() throws IOException {
    BodyType.require(
        request.headers().values(HeaderNames.CONTENT_TYPE),
        request.headers().values(HeaderNames.CONTENT_ENCODING));
    byte[] body = request.content().hasEntity() ? bytes() : new byte[0];
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
      bytes();
      return true;
    } catch (Problem left) {
      return false;
    }
  }

  private byte[] bytes() throws IOException {
    begun = true;
    slowClients.begin();
    try {
      return limited(request.content().inputStream());
    } catch (Problem problem) {
      throw problem;
    } catch (RequestException refused) {
      throw refusal(refused.status());
    } catch (HttpException refused) {
      throw refusal(refused.status());
    } catch (IllegalArgumentException unreadable) {
      throw refusal(Status.BAD_REQUEST_400);
    } catch (RuntimeException failure) {
      throw new CloseConnectionException("the client has gone", failure);
    } finally {
      slowClients.endOrClose();
    }
  }

  private byte[] limited(InputStream stream) throws IOException {
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[READ_BYTES];
    for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
      body.write(part, 0, count);
      if (body.size() > settings.largestBody()) {
        throw tooLarge();
      }
      if (slowClients.late()) {
        throw Problem.of(408, "the body did not come in time");
      }
    }
    return body.toByteArray();
  }

  private Problem refusal(Status status) {
    return status.code() == 413 ? tooLarge() : Problem.badRequest("the body is no proper HTTP");
  }

  private Problem tooLarge() {
    return Problem.of(413, "the body is larger than " + settings.largestBody() + " bytes");
  }
}
