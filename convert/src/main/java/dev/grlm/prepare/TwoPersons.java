package dev.grlm.prepare;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import dev.grlm.source.Fault;
import dev.grlm.source.Meter;
import dev.grlm.source.Sink;
import dev.grlm.source.Source;
import dev.grlm.source.SourceFile;
import dev.grlm.source.SourceFile.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A user of whom the input says two persons. Where it says so is looked up when it is found:
/// nobody keeps a line for every user who is of one.
///
/// @param user as the result would call them
/// @param first person
/// @param second another one
record TwoPersons(String user, String first, String second) {
  /// Reads the input once more, up to the row that says another person than one before.
  ///
  /// @param ids of each source, in order
  /// @return what to say of it, in one line that names file and line
  IOException error(List<Source> sources, List<SourceIds> ids) throws IOException {
    var said = new Said();
    for (int index = 0; index < sources.size(); index++) {
      said.source = ids.get(index);
      said.file =
          sources.get(index).files().stream()
              .filter(file -> file.role() == Role.EVENTS)
              .map(SourceFile::path)
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      try {
        sources.get(index).read(said, Meter.SILENT);
      } catch (Found found) {
        return new IOException(found.said);
      }
    }
    // Whoever writes to the input meanwhile.
    return new IOException(
        "the user '%s' is of the person '%s' in one row and of '%s' in another; a user is of one person"
            .formatted(user, first, second));
  }

  /// Ends the reading. No [IOException], to which a reader adds what it reads.
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String said;

    Found(String said) {
      super(said);
      this.said = said;
    }
  }

  /// Looks for what is said of the user. For one thread.
  private final class Said implements Sink {
    private SourceIds source = SourceIds.plain();
    private String file = "";
    private @Nullable String before;
    private String where = "";

    @Override
    public void event(Event event) {
      String person = source.person(event.user(), event.said().person());
      if (person.isEmpty() || !source.user(event.user()).equals(user)) {
        return;
      }
      String here = event.said().line() > 0 ? file + ":" + event.said().line() : file;
      if (before == null) {
        before = person;
        where = here;
      } else if (!before.equals(person)) {
        throw new Found(
            "%s: the user '%s' is of the person '%s', and of '%s' in %s; a user is of one person"
                .formatted(here, user, person, before, where));
      }
    }

    @Override
    public void item(Item item) {}

    @Override
    public void fault(Fault fault) {}
  }
}
