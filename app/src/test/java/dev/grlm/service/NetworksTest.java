package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  private static InetAddress at(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  @Test
  void aProxyIsAnAddressAndNotItsNetwork() throws IOException {
    Networks networks = Networks.trusting(List.of("2001:db8::1", "192.0.2.1"));
    assertThat(networks.trusts(at("2001:db8::1"))).isTrue();
    assertThat(networks.trusts(at("2001:db8::2"))).isFalse();
    assertThat(networks.trusts(at("192.0.2.1"))).isTrue();
    assertThat(networks.trusts(at("192.0.2.2"))).isFalse();
    assertThat(networks.trusts(at("127.0.0.2"))).as("this machine").isTrue();
    assertThat(networks.client(at("2001:db8::1"), List.of("203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(networks.client(at("2001:db8::2"), List.of("203.0.113.7")))
        .as("a neighbor of the proxy says who it is")
        .isEqualTo(Networks.of(at("2001:db8::2")));
  }

  @Test
  void oneMachineHasAllAddressesOfItsNetwork() {
    assertThat(Networks.of(at("2001:db8::1")))
        .isEqualTo(Networks.of(at("2001:db8::ffff:2")))
        .isNotEqualTo(Networks.of(at("2001:db8:0:1::1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "203.0.113.7                    | 203.0.113.7",
        "203.0.113.7:4711               | 203.0.113.7",
        "198.51.100.1, 203.0.113.7:80   | 203.0.113.7",
        "2001:db8:5::9                  | 20010db800050000::/64",
        "[2001:db8:5::9]                | 20010db800050000::/64",
        "[2001:db8:5::9]:4711           | 20010db800050000::/64",
        "unknown                        | 192.0.2.1",
        "shop.example:80                | 192.0.2.1",
        "999.0.0.1                      | 192.0.2.1",
        "203.0.113.7:                   | 192.0.2.1",
        "''                             | 192.0.2.1",
      })
  void theLastAddressCountsWithoutItsPort(String header, String client) throws IOException {
    Networks networks = Networks.trusting(List.of("192.0.2.1"));
    assertThat(networks.client(at("192.0.2.1"), List.of(header))).isEqualTo(client);
  }

  @Test
  void whoIsNoProxyCannotSayWhoItIs() throws IOException {
    Networks networks = Networks.trusting(List.of("192.0.2.1"));
    for (String peer : List.of("192.0.2.9", "127.0.0.1")) {
      assertThat(networks.client(at(peer), List.of("203.0.113.7"))).isEqualTo(peer);
    }
    assertThat(networks.client(at("192.0.2.1"), List.of("203.0.113.7", "198.51.100.4")))
        .as("what a client wrote stands before what the proxy wrote")
        .isEqualTo("198.51.100.4");
    assertThat(networks.client(null, List.of("203.0.113.7"))).isEqualTo("-");
  }

  @Test
  void aNameThatIsNoneIsOneLine() {
    assertThatThrownBy(() -> Networks.trusting(List.of("no.such.host.invalid")))
        .isInstanceOf(IOException.class)
        .hasMessage("no host 'no.such.host.invalid'");
  }
}
