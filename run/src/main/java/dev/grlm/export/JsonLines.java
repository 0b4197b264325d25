package dev.grlm.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.io.Table;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An object per row and line; an empty cell is null, and so is a number that JSON has no word for.
/// Stateless.
final class JsonLines implements Table.Writer {
  @Override
  public void write(Path file, Table table) throws IOException {
    AtomicFile.writeText(
        file,
        writer ->
            table.into(cells -> {
              ObjectNode object = Json.object();
              for (int place = 0; place < cells.length; place++) {
                set(object, table.columns().get(place).name(), cells[place]);
              }
              writer.write(Json.line(object));
              writer.write('\n');
            }));
  }

  private static void set(ObjectNode object, String name, @Nullable Object cell) {
    if (cell == null || (cell instanceof Double number && !Double.isFinite(number))) {
      object.putNull(name);
    } else {
      object.set(name, Json.tree(cell));
    }
  }
}
