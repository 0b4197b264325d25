package dev.grlm.run;

import dev.grlm.chat.TinyTextToText;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// IDGenRec whose names a T5 writes, with drawn weights: their words are noise.
class IdgenrecTagsContractTest extends IdgenrecContractTest {
  private static final List<String> WORDS = List.of("mug", "kettle", "oak", "red", "blue", "large");

  @TempDir private static Path folder;

  @Override
  protected List<String> settings() throws IOException {
    Path t5 = folder.resolve("t5");
    if (Files.notExists(t5)) {
      TinyTextToText.write(t5, WORDS, 3);
    }
    return with(
        "idgenrec.ids.most=4",
        "idgenrec.ids.from=tags",
        "idgenrec.ids.tags.checkpoint=" + Json.line(t5.toString()),
        "idgenrec.ids.tags.names=3",
        "idgenrec.lengthExponents=[0]"); // the contract takes the most probable leaf for the best
  }
}
