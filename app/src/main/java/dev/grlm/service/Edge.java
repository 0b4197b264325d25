package dev.grlm.service;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who may ask from where, and who learns of it.
///
/// @param tokens as they are now
/// @param cors which pages may ask
/// @param proxies addresses whose `X-Forwarded-For` is believed and that may have any number of
///   connections
/// @param log of what was answered; null for none; is not closed by the service
public record Edge(
    Supplier<Tokens> tokens, Cors cors, List<String> proxies, @Nullable AccessLog log) {
  public Edge {
    proxies = List.copyOf(proxies);
  }

  /// The same tokens for ever, and nothing else.
  public static Edge of(Tokens tokens) {
    return new Edge(() -> tokens, Cors.NONE, List.of(), null);
  }
}
