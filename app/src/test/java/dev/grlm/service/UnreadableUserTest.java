package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's record that was altered while it is served.
class UnreadableUserTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final String USER = "somebody new";

  @TempDir private Path folder;

  private static void keep(Path journal, String item) throws IOException {
    try (Journal kept = Journal.open(journal)) {
      kept.append(List.of(new Entry.Happened(new LiveEvent(USER, item, 7))));
      kept.compact();
    }
  }

  private static void alter(Path journal) throws IOException {
    try (Stream<Path> files = Files.list(journal)) {
      Path file = files.filter(one -> one.toString().endsWith(".bin")).findAny().orElseThrow();
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 30);
      }
    }
  }

  @Test
  void thatUserAloneIsNotAnsweredAndIsTold() throws Exception {
    FittedShop shop = FittedShop.fit(folder);
    Path journal = folder.resolve("journal");
    String item;
    try (LiveRun live = shop.open(folder.resolve("other"))) {
      item = live.searchItems("", 1).getFirst().id();
    }
    keep(journal, item);
    try (LiveRun live = shop.open(journal);
        GrlmService service =
            GrlmService.start(live, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Client client = Client.of(service);
      String ofUser = "{\"user\":\"" + USER + "\",\"k\":3}";
      String ofHistory = "{\"history\":[\"" + item + "\"],\"k\":3}";
      assertThat(client.post("/v1/recommendations", ofUser).status()).isEqualTo(200);
      alter(journal);
      var users = new ArrayList<Future<Client.Answer>>();
      var others = new ArrayList<Future<Client.Answer>>();
      for (int round = 0; round < 20; round++) {
        users.add(threads.submit(() -> client.post("/v1/recommendations", ofUser)));
        others.add(threads.submit(() -> client.post("/v1/recommendations", ofHistory)));
      }
      for (Future<Client.Answer> one : users) {
        assertThat(one.get().status()).isEqualTo(503);
        assertThat(one.get().json().path("detail").asText())
            .startsWith("could not be read or stored; id ")
            .doesNotContain(folder.toString());
      }
      for (Future<Client.Answer> one : others) {
        assertThat(one.get().status()).as("of a history, beside them").isEqualTo(200);
      }
      assertThat(client.get("/v1/health").status()).as("of one record").isEqualTo(200);
    }
  }
}
