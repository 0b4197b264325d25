package dev.grlm.golden;

import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.lm.t5.TinyT5;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes what `make_golden_t5.py` reads: checkpoints of ours beside the logits we compute with
/// them, step by step. Argument: a folder.
public final class WriteT5ForGolden {
  /// Small, so that there are several shards.
  private static final long SHARD_BYTES = 8000;

  private WriteT5ForGolden() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    save(target.resolve("tied"), TinyT5.config(false, true, List.of()));
    save(target.resolve("gated"), TinyT5.config(true, false, List.of()));
    save(target.resolve("levels"), TinyT5.config(false, false, TinyT5.LEVELS));
  }

  private static void save(Path folder, T5Config config) throws IOException {
    int[] source = TinyT5.tokens(40, 1);
    int[] answer = TinyT5.answer(config, 3, 2);
    var read = new ArrayList<Integer>(List.of(config.startId()));
    var first = new ArrayList<Integer>();
    var logits = new ArrayList<float[]>();
    try (T5 model = TinyT5.model(config, 5)) {
      model.save(folder, Precision.FLOAT32, SHARD_BYTES);
      try (Session session = model.open(List.of(new T5Context(source)))) {
        for (int depth = 0; depth < answer.length; depth++) {
          int symbols = config.symbols(depth);
          int[] all = IntStream.range(0, symbols).toArray();
          logits.add(session.logits(new Session.Allowed(new int[] {0, symbols}, all)));
          first.add(config.firstToken(depth));
          session.advance(new int[] {0}, new int[] {answer[depth]});
          read.add(config.token(depth, answer[depth]));
        }
      }
    }
    Json.write(
        folder.resolve("ours.json"),
        Map.of("source", source, "read", read.subList(0, 3), "first", first, "logits", logits));
  }
}
