package dev.grlm.service;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// Headers must come within the time for a request. The line of a first request and its headers
/// have a time of their own ([Connections]); that of a later one is not watched, as nothing tells a
/// slow one from an idle connection, and that is closed after the idle time.
record HeaderWatch(SlowClients slowClients) implements Http1ConnectionListener {
  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    slowClients.begin();
  }

  @Override
  public void headers(ConnectionContext connection, Headers headers) {
    slowClients.end();
  }
}
