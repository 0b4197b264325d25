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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who is one network: an address, of IPv6 the first 64 bits, as one machine has all of these; and
/// which addresses are proxies that speak for many. Immutable.
///
/// @param proxies addresses whose header `X-Forwarded-For` is believed; not their networks, in
///   which others may be
/// @param local whether this machine may have any number of connections
record Networks(Set<InetAddress> proxies, boolean local) {
  private static final int PREFIX_BYTES = 8;

  /// An address, one of IPv6 perhaps in brackets, and perhaps a port.
  private static final Pattern FORWARDED =
      Pattern.compile(
          "([0-9.]{7,15})(?::\\d{1,5})?"
              + "|\\[([0-9a-fA-F:.]{2,45})](?::\\d{1,5})?"
              + "|([0-9a-fA-F:.]{2,45})");

  Networks {
    proxies = Set.copyOf(proxies);
  }

  /// @param hosts addresses or names
  /// @throws IOException in one line, when there is no such host
  static Networks trusting(List<String> hosts) throws IOException {
    var addresses = new LinkedHashSet<InetAddress>();
    for (String host : hosts) {
      try {
        addresses.addAll(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException failure) {
        throw new IOException("no host '" + host + "'", failure);
      }
    }
    return new Networks(addresses, true);
  }

  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address && !address.isLoopbackAddress()
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "::/64"
        : address.getHostAddress();
  }

  /// Whether an address may have any number of connections: this machine, or a proxy.
  boolean trusts(InetAddress address) {
    return (local && address.isLoopbackAddress()) || proxies.contains(address);
  }

  /// Who asks, for fairness and the log: the last address that a proxy has named, else the peer.
  ///
  /// @param forwarded the header's values, in order
  String client(@Nullable InetAddress peer, List<String> forwarded) {
    if (peer == null) {
      return "-";
    }
    if (forwarded.isEmpty() || !proxies.contains(peer)) {
      return of(peer);
    }
    String last = forwarded.getLast();
    String address = last.substring(last.lastIndexOf(',') + 1).strip();
    InetAddress named = named(address);
    return of(named == null ? peer : named);
  }

  /// No name is looked up: it is made of digits.
  ///
  /// @return null where it is no address
  private static @Nullable InetAddress named(String text) {
    Matcher parts = FORWARDED.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    try {
      String inBrackets = parts.group(2) == null ? parts.group(3) : parts.group(2);
      return InetAddress.ofLiteral(parts.group(1) == null ? inBrackets : parts.group(1));
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
