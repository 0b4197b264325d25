package dev.grlm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a journal holds at one moment.
public final class JournalContents implements AutoCloseable {
  private static final int TRIES = 20;

  private final JournalState state;

  private JournalContents(JournalState state) {
    this.state = state;
  }

  /// Whoever writes the journal takes files away when others hold what they did; then it is read
  /// again.
  static JournalContents of(Path folder) throws IOException {
    Path before = folder.resolve(JournalFolder.BEFORE);
    for (int left = TRIES; ; left--) {
      Manifest manifest = Manifest.read(folder);
      if (manifest == null || manifest.takingOver()) {
        if (!Files.exists(before)) {
          throw new IOException(folder.resolve(Manifest.FILE) + ": no such file");
        }
        return new JournalContents(ofBefore(before));
      }
      try {
        return new JournalContents(
            JournalFolder.load(folder, manifest, Disk.REAL, Reads.DIRECT).state());
      } catch (IOException failure) {
        if (left == 0 || manifest.equals(Manifest.read(folder))) {
          throw failure;
        }
      }
    }
  }

  private static JournalState ofBefore(Path file) throws IOException {
    var state = new JournalState(BeforeJournal.id(file), Salt.NONE);
    BeforeJournal.read(file, Salt.NONE, numbered -> state.apply(numbered, _ -> {}));
    return state;
  }

  public JournalState state() {
    return state;
  }

  /// Takes the events of one user.
  @FunctionalInterface
  public interface Users {
    /// @param events in the order of their numbers
    void user(String user, List<Stored> events) throws IOException;
  }

  /// Hands over user by user, in the order of the numbers of their last events.
  public void eachUser(Users users) throws IOException {
    record Named(String user, long last) {}
    var names = new ArrayList<Named>();
    state.eachUser((user, last) -> names.add(new Named(user, last)));
    names.sort(Comparator.comparingLong(Named::last));
    for (Named one : names) {
      users.user(one.user(), state.events(one.user()));
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
