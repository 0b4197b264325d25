package dev.grlm.service;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is one network: an address, of IPv6 the first 64 bits, as one machine has all of these; and
/// which addresses are proxies that speak for many. Immutable.
///
/// @param proxies networks whose header `X-Forwarded-For` is believed
record Networks(Set<String> proxies) {
  private static final int PREFIX_BYTES = 8;

  Networks {
    proxies = Set.copyOf(proxies);
  }

  /// @param hosts addresses or names
  /// @throws IOException in one line, when there is no such host
  static Networks trusting(List<String> hosts) throws IOException {
    var networks = new LinkedHashSet<String>();
    for (String host : hosts) {
      try {
        networks.add(of(InetAddress.getByName(host)));
      } catch (UnknownHostException failure) {
        throw new IOException("no host '" + host + "'", failure);
      }
    }
    return new Networks(networks);
  }

  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address && !address.isLoopbackAddress()
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "::/64"
        : address.getHostAddress();
  }

  /// Whether an address may have any number of connections: this machine, or a proxy.
  boolean trusts(InetAddress address) {
    return address.isLoopbackAddress() || proxies.contains(of(address));
  }

  /// Who asks, for fairness and the log: the last address that a proxy has named, else the peer.
  ///
  /// @param forwarded the header's values, in order
  String client(@Nullable InetAddress peer, List<String> forwarded) {
    if (peer == null) {
      return "-";
    }
    if (forwarded.isEmpty() || !proxies.contains(of(peer))) {
      return of(peer);
    }
    String last = forwarded.getLast();
    String address = last.substring(last.lastIndexOf(',') + 1).strip();
    return address.matches("[0-9a-fA-F.:]{2,45}") ? network(address) : of(peer);
  }

  /// No name is looked up: it is made of digits.
  private static String network(String literal) {
    try {
      return of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException none) {
      return literal;
    }
  }
}
