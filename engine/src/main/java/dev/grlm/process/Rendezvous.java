package dev.grlm.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/// Where processes find each other: a table of keys that process 0 serves over TCP (libtorch's
/// `TCPStore`). Confined to one thread at a time.
final class Rendezvous implements AutoCloseable {
  private final ProcessSettings settings;
  private final TCPStore store;

  private Rendezvous(ProcessSettings settings, TCPStore store) {
    this.settings = settings;
    this.store = store;
  }

  /// Opens the table in process 0, and a connection to it elsewhere.
  ///
  /// @throws IOException in one line, when it cannot be had in time
  static Rendezvous open(ProcessSettings settings) throws IOException {
    boolean serves = settings.rank() == 0;
    try {
      return new Rendezvous(settings, store(settings, serves));
    } catch (RuntimeException failure) {
      throw new IOException(
          serves
              ? "process 0 cannot listen on port %d: %s".formatted(settings.port(), reason(failure))
              : "%s did not reach process 0 at %s within %d s"
                  .formatted(
                      settings.describe(settings.rank()),
                      settings.address(),
                      settings.joining().toSeconds()),
          failure);
    }
  }

  /// A further connection to the same table, for another thread.
  ///
  /// @throws IOException in one line, when process 0 does not answer
  Rendezvous connect() throws IOException {
    try {
      return new Rendezvous(settings, store(settings, false));
    } catch (RuntimeException failure) {
      throw new IOException("process 0 at " + settings.address() + " does not answer", failure);
    }
  }

  private static TCPStore store(ProcessSettings settings, boolean serves) {
    try (var options = new TCPStoreOptions();
        var patience = new Milliseconds(settings.joining().toMillis())) {
      options.port((short) settings.port()).isServer(serves).waitWorkers(false).timeout(patience);
      return new TCPStore(settings.host(), options);
    }
  }

  Store store() {
    return store;
  }

  /// Says that this process is here and waits until all are.
  ///
  /// @return what each process says of itself, by rank
  /// @throws IOException in one line, when some do not come or are not of this group
  List<String> meet() throws IOException {
    int rank = settings.rank();
    if (add("claimed/" + rank, 1) != 1) {
      throw new IOException("two processes have the rank " + rank + " at " + settings.address());
    }
    if (rank == 0) {
      store.set("size", Integer.toString(settings.size()));
    }
    store.set("here/" + rank, self());
    try {
      String size = store.get_to_str("size");
      if (!size.equals(Integer.toString(settings.size()))) {
        throw new IOException(
            "process %d was told of %d processes and process 0 of %s"
                .formatted(rank, settings.size(), size));
      }
      await("here/", settings.joining());
      var names = new ArrayList<String>();
      for (int process = 0; process < settings.size(); process++) {
        names.add(store.get_to_str("here/" + process));
      }
      return names;
    } catch (RuntimeException failure) {
      throw new IOException(absent(), failure);
    }
  }

  private void await(String prefix, Duration patience) {
    try (var _ = new PointerScope()) {
      var keys = new StringVector();
      for (int process = 0; process < settings.size(); process++) {
        keys.push_back(prefix + process);
      }
      store._wait(keys, new Milliseconds(patience.toMillis()));
    }
  }

  private String absent() {
    var missing = new ArrayList<Integer>();
    try {
      for (int process = 0; process < settings.size(); process++) {
        if (add("claimed/" + process, 0) == 0) {
          missing.add(process);
        }
      }
    } catch (RuntimeException gone) {
      return "process 0 at " + settings.address() + " went away while the processes met";
    }
    return "of %d processes, %s did not come to %s within %d s"
        .formatted(settings.size(), missing, settings.address(), settings.joining().toSeconds());
  }

  private static String self() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "unknown host";
    }
    return host + ", pid " + ProcessHandle.current().pid();
  }

  /// Adds to a number, which is 0 at first.
  ///
  /// @throws RuntimeException when process 0 is gone
  long add(String key, long amount) {
    return store.add(key, amount);
  }

  void put(String key, String value) {
    store.set(key, value);
  }

  /// The value, or an empty text where there is none yet.
  String peek(String key) {
    try (var keys = new StringVector(key)) {
      return store.check(keys) ? store.get_to_str(key) : "";
    }
  }

  /// libtorch's messages go on with a stack trace.
  static String reason(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
  }

  @Override
  public void close() {
    store.close();
  }
}
